import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.forum.events import DECISION_RECORDED
from accord.forum.models import Decision, Position, Seat
from accord.forum.places import place_named
from accord.organisations.models import Side
from accord.record.events import emit
from accord.record.links import locked
from accord.record.models import SubjectModel
from accord.record.rules import require
from accord.record.subjects import next_number, subject_inside
from accord.record.viewer import Viewer
from accord.ui.texts import as_text
from accord.ui.words import refuse_contact

STANDS_WITH = frozenset({Position.Stance.AGREED, Position.Stance.RESERVED})


@dataclass(frozen=True)
class Stand:
    """How one seat stood, and why."""

    stance: str
    reason: Any = None


class AlreadyRecorded(Conflict):
    """The same was recorded before: sent twice, mostly. `decision` is what stands."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(_("This decision is recorded already."))
        self.decision = decision


@transaction.atomic
def record_decision(
    *,
    viewer: Viewer,
    within: SubjectModel,
    title: Any,
    text: Any,
    decided_by: Any,
    decided_on: dt.date,
    rule: str,
    positions: Mapping[Seat, Stand] | None = None,
    corrects: Decision | None = None,
) -> Decision:
    """Write down what was decided. It is never altered; a later decision may correct it.

    `within` is the process in which it was decided, or the forum itself. The same sent again is
    refused, as nobody decides the same twice on a day.
    """
    require(viewer, place_named(within.subject.kind).permission, within)
    locked(within)
    _refuse_day_to_come(decided_on)
    stands = dict(positions or {})
    refuse_contact(*(text for stand in stands.values() for text in as_text(stand.reason).values()))
    seats = _seats_on(within, decided_on)
    _refuse_strangers(seats, stands)
    _refuse_dissent_without_reason(stands)
    _refuse_unless_carried(rule, seats, stands)
    made = Decision(
        title=as_text(title),
        text=as_text(text),
        decided_by=as_text(decided_by),
        decided_on=decided_on,
        rule=Decision.Rule(rule).value,
        corrects=corrects,
    )
    _refuse_repeat(within, made, stands)
    _refuse_second_correction(within, corrects)
    made.number = next_number(within.subject, "decision")
    made.subject = subject_inside("decision", made.number, parent=within.subject)
    made.save(force_insert=True)
    Position.objects.bulk_create(
        Position(
            decision=made,
            seat=seat,
            seat_title=seat.title,
            stance=stand.stance,
            reason=as_text(stand.reason),
        )
        for seat, stand in stands.items()
    )
    emit(DECISION_RECORDED, made, viewer)
    return made


def _refuse_day_to_come(day: dt.date) -> None:
    if day > timezone.localdate():
        raise Conflict(_("This day is still to come."))


def _seats_on(within: SubjectModel, day: dt.date) -> list[Seat]:
    forum = place_named(within.subject.kind).forum_of(within)
    return [] if forum is None else list(forum.seats.current(day))


def _refuse_strangers(seats: Iterable[Seat], stands: Mapping[Seat, Stand]) -> None:
    if strangers := stands.keys() - set(seats):
        names = ", ".join(sorted(str(seat) for seat in strangers))
        raise Conflict(
            format_lazy(_("These seats weren’t in the forum on that day: {names}."), names=names)
        )


def _refuse_dissent_without_reason(stands: Mapping[Seat, Stand]) -> None:
    for seat, stand in stands.items():
        if stand.stance == Position.Stance.DISSENTED and not as_text(stand.reason):
            raise Conflict(
                format_lazy(_("{seat} disagreed. Write down why; it is published."), seat=str(seat))
            )


def _refuse_unless_carried(rule: str, seats: list[Seat], stands: Mapping[Seat, Stand]) -> None:
    """The rule that was used must really have been met. Absent seats count as not agreeing."""
    if rule == Decision.Rule.CONSENSUS:
        _refuse_unless_consensus(stands)
    if rule == Decision.Rule.MAJORITY and not _has_majority(seats, stands):
        raise Conflict(_("No more than half of all seats agreed, so this wasn’t decided."))
    if rule == Decision.Rule.BOTH_SIDES:
        for side in (Side.GOVERNMENT, Side.CIVIL_SOCIETY):
            if not _has_majority([seat for seat in seats if seat.side == side], stands):
                raise Conflict(
                    format_lazy(
                        _("{side} has no majority for this, and both sides must agree."),
                        side=side.label,
                    )
                )


def _refuse_unless_consensus(stands: Mapping[Seat, Stand]) -> None:
    """Silence is none: somebody must have agreed."""
    said = {stand.stance for stand in stands.values()}
    if Position.Stance.DISSENTED in said:
        raise Conflict(_("Somebody disagreed, so there was no consensus. Choose another rule."))
    if not said & STANDS_WITH:
        raise Conflict(_("Nobody agreed, so there was no consensus. Choose another rule."))


def _has_majority(seats: list[Seat], stands: Mapping[Seat, Stand]) -> bool:
    agreed = sum(1 for seat in seats if seat in stands and stands[seat].stance in STANDS_WITH)
    return agreed * 2 > len(seats)


def _refuse_repeat(within: SubjectModel, made: Decision, stands: Mapping[Seat, Stand]) -> None:
    """The texts are compared here, as a database may keep the languages in another order."""
    alike = Decision.objects.within(within).filter(
        decided_on=made.decided_on, rule=made.rule, corrects=made.corrects
    )
    said = {seat.pk: (stand.stance, as_text(stand.reason)) for seat, stand in stands.items()}
    for older in alike.prefetch_related("positions").order_by("-number"):
        stood = {row.seat_id: (row.stance, row.reason) for row in older.positions.all()}
        if _texts_of(older) == _texts_of(made) and stood == said:
            raise AlreadyRecorded(older)


def _texts_of(decision: Decision) -> tuple[Any, ...]:
    return decision.title, decision.text, decision.decided_by


def _refuse_second_correction(within: SubjectModel, corrects: Decision | None) -> None:
    if corrects is None:
        return
    if corrects.subject.parent_id != within.pk:
        raise Conflict(_("That decision was made somewhere else."))
    if Decision.objects.filter(corrects=corrects).exists():
        raise Conflict(_("That decision was corrected already. Correct the later one."))
