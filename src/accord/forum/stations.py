"""How decisions stand on a thread, and how a thread begins at one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.forum.models import Decision, Position
from accord.forum.queries import SideStances, stances_by_side
from accord.record.relations import DECIDED
from accord.record.stations import Found, Station, register_opening, register_teller
from accord.ui.texts import as_text


def declare() -> None:
    register_teller(DECIDED, Decision, tell=decided)
    register_opening(Decision, opening)


@dataclass(frozen=True)
class Judged:
    """A decision and how each side stood on it."""

    decision: Decision
    sides: list[SideStances]
    dissents: list[Position]
    thread_url: str


def decided(found: Found) -> list[Station]:
    """All decisions together at one station."""
    decisions = found.of(Decision)
    if not decisions:
        return []
    stances = Position.objects.select_related("seat")
    prefetch_related_objects(decisions, Prefetch("positions", stances))
    first, is_one = decisions[0], len(decisions) == 1
    count = len(decisions)
    several = ngettext("%(count)d decision", "%(count)d decisions", count) % {"count": count}
    return [
        Station(
            DECIDED,
            "forum/thread/decided.html",
            "scale",
            _("Decided"),
            first.title if is_one else several,
            brief=date_format(first.decided_on),
            meta=[date_format(first.decided_on), first.decided_by] if is_one else [],
            body=(bodies := [judged(decision, found) for decision in decisions]),
            data=lambda: {"decisions": [decision_data(one) for one in bodies]},
        )
    ]


def judged(decision: Decision, found: Found) -> Judged:
    dissents = [one for one in decision.positions.all() if one.stance == "dissented"]
    return Judged(decision, stances_by_side(decision), dissents, found.address(decision))


def decision_data(one: Judged) -> dict[str, Any]:
    row = one.decision
    return {
        "number": row.number,
        "decided_on": row.decided_on.isoformat(),
        "sides": [{"side": s.colour, "agreed": s.agreed, "of": s.total} for s in one.sides],
        "dissent": [as_text(position.reason).plain() for position in one.dissents],
        "text": as_text(row.text).plain(),
        "url": row.get_absolute_url(),
    }


def opening(found: Found, translated: bool) -> dict[str, Any]:
    decision: Decision = found.thing
    return {
        "icon": "scale",
        "eyebrow": _("One decision, from start to finish"),
        "title": decision.title,
        "lead": _("What led to it, and what became of it."),
    }
