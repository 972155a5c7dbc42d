from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.forum.models.forums import Seat
from accord.forum.places import Place, place_named, places
from accord.record.models import SubjectManager, SubjectModel, SubjectQuerySet
from accord.ui.texts import TranslatedText

EMPTY: dict[str, str] = {}


class DecisionQuerySet(SubjectQuerySet["Decision"]):
    def within(self, *things: SubjectModel | int | None) -> Self:
        """Those that were made in these things, of which the key is enough."""
        keys = [thing.pk if isinstance(thing, SubjectModel) else thing for thing in things]
        return self.filter(subject__parent__in=[key for key in keys if key is not None])

    def with_place(self) -> Self:
        """With what each was made in."""
        return self.select_related(*(f"subject__parent__{place.accessor}" for place in places()))

    def with_positions(self) -> Self:
        return self.prefetch_related("positions__seat")

    def for_list(self) -> Self:
        """With all that a row of a list shows."""
        return self.select_related("corrected_by").with_positions()


DecisionManager = SubjectManager.from_queryset(DecisionQuerySet)


class Decision(SubjectModel):
    """What was decided, by whom, by which rule. Corrected by a later decision only.

    It was made in what its subject lies in: a process, or the forum itself.
    """

    class Rule(models.TextChoices):
        CONSENSUS = "consensus", _("Consensus")
        MAJORITY = "majority", _("Majority")
        BOTH_SIDES = "both_sides", _("A majority of each side")
        OFFICE = "office", _("Decided by the office in charge")

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

    objects = DecisionManager()

    BELONGS = (("corrects__subject__parent", "subject__parent"),)

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("forum:decision", args=[self.subject.code])

    @property
    def place(self) -> Place:
        """What is known of the kind of things in which this was made."""
        return place_named(self.subject.parent.kind)

    @property
    def within(self) -> Any:
        """The thing in which this was made."""
        return getattr(self.subject.parent, self.place.accessor)


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

    BELONGS = (("seat__subject__space", "decision__subject__space"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="position_once"),
            models.CheckConstraint(
                condition=~Q(stance="dissented") | ~Q(reason=EMPTY), name="dissent_has_reason"
            ),
        ]
