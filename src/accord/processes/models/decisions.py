from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.processes.models.activities import EMPTY
from accord.processes.models.processes import Process
from accord.record.models import SubjectManager, SubjectModel
from accord.spaces.models import (
    Seat,
)
from accord.ui.texts import TranslatedText


class Decision(SubjectModel):
    """What was decided, by whom, by which rule. Corrected by a later decision only."""

    class Rule(models.TextChoices):
        CONSENSUS = "consensus", _("Consensus")
        MAJORITY = "majority", _("Majority")
        BOTH_SIDES = "both_sides", _("A majority of each side")
        OFFICE = "office", _("Decided by the office in charge")

    process = models.ForeignKey(Process, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    title = TranslatedText()
    text = TranslatedText()
    decided_by = TranslatedText()
    decided_on = models.DateField()
    rule = models.CharField(max_length=20, choices=Rule)
    recorded_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    BELONGS = (("corrects__process", "process"),)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="decision_number_once")
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("processes:decision", args=[self.process.slug, self.number])


class Position(models.Model):
    """How a seat stood on a decision, with its reason."""

    class Stance(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        RESERVED = "reserved", _("Agreed, with a reservation")
        STOOD_ASIDE = "stood_aside", _("Stood aside")
        DISSENTED = "dissented", _("Disagreed")
        ABSENT = "absent", _("Not there")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="positions")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="positions")
    # What the seat was called that day: a decision stays as it was when a seat is renamed.
    seat_title = TranslatedText()
    stance = models.CharField(max_length=20, choices=Stance)
    reason = TranslatedText()

    BELONGS = (("seat__forum__space", "decision__process__space"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="position_once"),
            models.CheckConstraint(
                condition=~Q(stance="dissented") | ~Q(reason=EMPTY), name="dissent_has_reason"
            ),
        ]
