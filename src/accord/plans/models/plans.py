from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accord.people.models import Person
from accord.plans.models.templates import PlanTemplate
from accord.processes.models import (
    Decision,
    Process,
    has_appointment,
    in_run_spaces,
    runs_process,
)
from accord.processes.roles import WORKS_ON_PROCESS
from accord.record.models import SubjectManager, SubjectModel, SubjectQuerySet
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.ui.texts import TranslatedText


class ActionPlanQuerySet(SubjectQuerySet["ActionPlan"]):
    def visible_to(self, viewer: Viewer) -> "ActionPlanQuerySet":
        """Published ones, and all of a process the viewer works on."""
        public = Q(published_at__isnull=False)
        public &= Q(process=None) | Q(process__in=Process.objects.visible_to(viewer))
        if viewer.pk is None:
            return self.filter(public)
        works = Q(process__in=viewer.scopes_of_role(*WORKS_ON_PROCESS))
        return self.filter(public | works | in_run_spaces(viewer, "space"))


ActionPlanManager = SubjectManager.from_queryset(ActionPlanQuerySet)


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

    objects = ActionPlanManager()

    BELONGS = (
        ("process__space", "space"),
        ("decision__process", "process"),
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
        """Whether a viewer may read it: `visible_to`, of one row."""
        is_shown = self.process is None or self.process.is_public
        return self.published_at is not None and is_shown

    @property
    def is_draft(self) -> bool:
        return self.adopted_at is None and not self.is_imported


def drafts_plan(viewer: Viewer, plan: ActionPlan) -> bool:
    """Who may write a plan that isn't adopted yet."""
    if plan.process is None:
        return False
    return has_appointment(viewer, plan.process, "drafter") or runs_process(viewer, plan.process)
