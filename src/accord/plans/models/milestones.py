from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.plans.models.commitments import Commitment, CommitmentVersion
from accord.record.models import SubjectManager, SubjectModel
from accord.ui.texts import TranslatedText


class Milestone(SubjectModel):
    """A dated step whose result others can check. Its words and dates belong to versions."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "code"], name="milestone_code_once")
        ]

    def get_absolute_url(self) -> str:
        return reverse(
            "plans:milestone",
            args=[self.commitment.plan.slug, self.commitment.code, self.code],
        )


class DuePrecision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    TEXT = "text", _("In words")
    NONE = "none", _("Not stated")


class MilestoneText(models.Model):
    """A milestone's words and dates in one version."""

    version = models.ForeignKey(CommitmentVersion, models.CASCADE, related_name="milestone_texts")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="texts")
    title = TranslatedText()
    outputs = TranslatedText(help_text="What others will be able to see")
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=10, choices=DuePrecision, default=DuePrecision.DAY)
    due_text = TranslatedText()

    BELONGS = (("milestone__commitment", "version__commitment"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "milestone"], name="milestone_text_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(due_precision__in=["text", "none"]),
                name="milestone_due_as_precise_as_said",
            ),
        ]


class Indicator(models.Model):
    """A measure of a milestone."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=20)
    text = TranslatedText()
    due_on = models.DateField(null=True, blank=True)
    due_text = TranslatedText()
    lead = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["milestone", "code"], name="indicator_once")]
