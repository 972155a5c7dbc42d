"""Named places where a lower page shows a higher thing.

A higher app registers in `ready()`: place, order, template, and one function that gets all the
objects of the page at once and gives back a context for each it has something to say about.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Rows = Callable[[Sequence[Any], Any], Mapping[Any, Mapping[str, Any]]]


@dataclass(frozen=True)
class Panel:
    place: str
    order: int
    template: str
    rows: Rows


@dataclass(frozen=True)
class Filled:
    template: str
    context: Mapping[str, Any]


_panels: dict[str, list[Panel]] = {}


def register(*, place: str, order: int, template: str, rows: Rows) -> None:
    """Of two with the same order the first by template's name stands first: no app knows all."""
    taken = _panels.setdefault(place, [])
    if any((panel.template, panel.rows) == (template, rows) for panel in taken):
        raise ValueError(f"{template!r} stands at {place!r} already, with the same rows")
    taken.append(Panel(place, order, template, rows))
    taken.sort(key=lambda panel: (panel.order, panel.template))


def fill(place: str, objects: Sequence[Any], viewer: Any) -> dict[Any, list[Filled]]:
    """What each object's panels show, by primary key; each panel is asked once for all."""
    filled: dict[Any, list[Filled]] = {thing.pk: [] for thing in objects}
    for panel in _panels.get(place, []):
        for key, context in panel.rows(objects, viewer).items():
            filled[key].append(Filled(panel.template, context))
    return filled
