from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.forum.models import Seat
from accord.organisations.models import Office, Side
from accord.plans.models.milestones import Milestone
from accord.plans.models.plans import ActionPlan
from accord.record.models import SubjectManager, SubjectModel
from accord.ui.texts import TranslatedText


class ReportingPeriod(models.Model):
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="periods")
    code = models.CharField(max_length=20)
    name = TranslatedText()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="period_once")]


class Status(models.TextChoices):
    """How far a milestone is; imported plans keep their own words beside it."""

    NOT_STARTED = "not_started", _("Not started")
    LIMITED = "limited", _("Limited")
    SUBSTANTIAL = "substantial", _("Substantial")
    COMPLETE = "complete", _("Complete")


class ProgressUpdate(SubjectModel):
    """What one side says of a milestone in a period."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="updates")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="updates")
    side = models.CharField(max_length=20, choices=Side)
    status = models.CharField(
        max_length=40,
        blank=True,
        help_text="A word of the plan's own scale; empty: not stated (imports and drafts alone)",
    )
    text = TranslatedText()
    reason = TranslatedText(help_text="Why it is behind")
    next_steps = TranslatedText()
    expected_on = models.DateField(null=True, blank=True)
    by_office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="updates"
    )
    by_seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="updates")
    published_at = models.DateTimeField(null=True, blank=True)

    BELONGS = (
        ("period__plan", "milestone__commitment__plan"),
        ("by_office__space", "period__plan__space"),
        ("by_seat__forum__space", "period__plan__space"),
    )

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "period", "side"], name="update_once_per_side"
            )
        ]


class Evidence(models.Model):
    update = models.ForeignKey(ProgressUpdate, models.CASCADE, related_name="evidence")
    url = models.URLField(max_length=1000, blank=True)
    title = TranslatedText()
    text = TranslatedText()
