from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accord.forum.models import Decision
from accord.people.models import Person
from accord.plans.models.templates import PlanTemplate
from accord.processes.models import Process
from accord.record.models import SubjectManager, SubjectModel
from accord.spaces.models import Space
from accord.ui.texts import TranslatedText


class ActionPlan(SubjectModel):
    """A set of commitments for some years."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="plans")
    process = models.ForeignKey(
        Process, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="plans")
    slug = models.SlugField(max_length=60)
    status_scale = models.JSONField(default=list, help_text="The plan's own status words, in order")
    title = TranslatedText()
    summary = TranslatedText()
    starts_on = models.DateField()
    ends_on = models.DateField()
    origin = models.CharField(
        max_length=200, blank=True, help_text="Where an imported plan is from"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="adopted_plans"
    )
    override_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="plan_overrides"
    )
    override_name = models.CharField(max_length=120, blank=True)
    override_reason = TranslatedText()
    override_unanswered = models.PositiveIntegerField(default=0)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    BELONGS = (
        ("process__space", "space"),
        ("decision__subject__parent", "process__subject"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="plan_slug_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="plan_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(override_by=None) | ~Q(override_reason={}),
                name="plan_override_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.slug])

    @property
    def is_imported(self) -> bool:
        return bool(self.origin)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: `visible_to`, of one row."""
        is_shown = self.process is None or self.process.is_public
        return self.published_at is not None and is_shown

    @property
    def is_draft(self) -> bool:
        return self.adopted_at is None and not self.is_imported
