"""What processes show on lower pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from accord.processes import queries, work
from accord.processes.models import Activity, Process
from accord.processes.rules import is_open
from accord.record.rules import may
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.work import BEGIN, PLACE, TEMPLATE
from accord.ui import panels

CARDS_AT_HOME = 3


def open_at_home(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    """The activities of each space that are open and close first; that none is, once it began."""
    found: Any = (
        Activity.objects.visible_to(viewer)
        .filter(process__space__in=spaces)
        .annotate(is_first=is_open(viewer))
        .select_related("process", "tally")
        .order_by("-is_first", "closes_at", "pk")[: CARDS_AT_HOME * len(spaces)]
    )
    # What isn't open stands last: it says that something has begun there.
    by_space: dict[Any, list[queries.Card]] = {row.process.space_id: [] for row in found}
    for card in queries.cards([row for row in found if row.is_first]):
        by_space[card.activity.process.space_id].append(card)
    unknown = [space.pk for space in spaces if space.pk not in by_space]
    if unknown:
        begun = Process.objects.visible_to(viewer).filter(space__in=unknown)
        by_space.update({key: [] for key in begun.values_list("space", flat=True)})
    return {key: {"cards": cards[:CARDS_AT_HOME]} for key, cards in by_space.items()}


def begin(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    return {space.pk: {} for space in spaces if may(viewer, "processes.create", space.subject)}


def declare() -> None:
    panels.register(place=PLACE, order=10, template=TEMPLATE, rows=work.to_plan)
    panels.register(place=BEGIN, order=10, template="processes/begin.html", rows=begin)
    panels.register(
        place="shell.account", order=5, template="processes/work_link.html", rows=work.link_to_work
    )
    panels.register(
        place="home.open", order=10, template="processes/home_open.html", rows=open_at_home
    )
