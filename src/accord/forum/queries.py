"""What pages show of seats and decisions, in a number of queries that doesn't grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from accord.forum.models import Decision, Forum, Position, Seat
from accord.organisations.models import Side
from accord.record.models import SubjectModel
from accord.record.viewer import Viewer

A_PAGE = 20


@dataclass
class SideSeats:
    """Who sits on one side of the forum: the first by name, the others as a number."""

    side: str
    label: str
    colour: str
    icon: str
    seats: list[Seat] = field(default_factory=list)

    @property
    def others(self) -> int:
        return len(self.seats) - 1


SIDES = [
    (Side.GOVERNMENT, "gov", "landmark"),
    (Side.CIVIL_SOCIETY, "civ", "users"),
    (Side.OTHER, "quiet", "user"),
]


def seats_by_side(seats: Iterable[Seat]) -> list[SideSeats]:
    sides = {side: SideSeats(side, str(side.label), colour, icon) for side, colour, icon in SIDES}
    for seat in seats:
        sides[Side(seat.side)].seats.append(seat)
    return [side for side in sides.values() if side.seats]


def seats_today(forum_id: int | None) -> list[SideSeats]:
    if forum_id is None:
        return []
    seats = Seat.objects.current().filter(forum=forum_id)
    return seats_by_side(seats.with_holders().order_by("pk"))


@dataclass
class SideStances:
    """How the seats of one side stood on a decision."""

    label: str
    colour: str
    icon: str
    positions: list[Position] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.positions)

    @property
    def agreed(self) -> int:
        return sum(1 for position in self.positions if position.stance in ("agreed", "reserved"))


def stances_by_side(decision: Decision) -> list[SideStances]:
    sides = {side: SideStances(str(side.label), colour, icon) for side, colour, icon in SIDES}
    for position in sorted(decision.positions.all(), key=lambda position: position.seat_id):
        sides[Side(position.seat.side)].positions.append(position)
    return [side for side in sides.values() if side.positions]


@dataclass(frozen=True)
class Row:
    """A decision in a list, with how each side stood."""

    decision: Decision
    sides: list[SideStances]


@dataclass(frozen=True)
class Page:
    """A page of decisions, newest first; `older` is the number before which the next begins."""

    rows: list[Row]
    older: int | None


def page_of(thing: SubjectModel, viewer: Viewer, before: int | None) -> Page:
    """The decisions that were made in this thing."""
    found = Decision.objects.visible_to(viewer).within(thing).for_list()
    if before is not None:
        found = found.filter(number__lt=before)
    decisions = list(found.order_by("-number")[: A_PAGE + 1])
    shown = decisions[:A_PAGE]
    older = shown[-1].number if len(decisions) > A_PAGE else None
    return Page([Row(decision, stances_by_side(decision)) for decision in shown], older)


def newest_of(forums: Sequence[Forum], viewer: Viewer, most: int) -> dict[int, list[Row]]:
    """The last decisions of each forum that were made in no process."""
    turn = Window(RowNumber(), partition_by=F("subject__parent"), order_by=F("number").desc())
    found = Decision.objects.visible_to(viewer).within(*forums).for_list()
    rows = defaultdict(list)
    for decision in found.annotate(turn=turn).filter(turn__lte=most).order_by("-number"):
        parent = decision.subject.parent_id
        rows[parent].append(Row(decision, stances_by_side(decision)))
    return {forum.pk: rows[forum.pk] for forum in forums}
