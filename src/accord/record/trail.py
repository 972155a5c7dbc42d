"""The trail of a page: what it lies in, from the outermost thing inwards. Home stands first.

Each kind says in which of its row's things it lies (`Kind.within`), how it is called in a trail
(`Kind.short`) and where all of them stand (`Kind.listed`). The rows are those the page has read
already, so a trail asks the database for nothing. What the reader may not see isn't in it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from accord.record.kinds import Kind, kinds
from accord.record.rules import Rule, matches
from accord.record.viewer import Viewer


class Crumb(NamedTuple):
    address: str
    name: Any


def trail_of(thing: Any, viewer: Viewer) -> list[Crumb]:
    """What stands above its own page."""
    above = reversed(list(_upwards(thing)))
    seen = [each for each in above if matches(rule_of(each)(viewer), each)]
    return [*(crumb for each in seen for crumb in _crumbs(each)), *_list_of(thing)]


def trail_to(thing: Any, viewer: Viewer) -> list[Crumb]:
    """What stands above a page that is about it: the same, and the thing itself."""
    return [*trail_of(thing, viewer), *_own_page(thing)]


def rule_of(thing: Any) -> Rule:
    """Who sees it. That it lies in the viewer's space is known: what lies in it was found there."""
    kind = kind_of_row(thing)
    return kind.narrow or kind.visible


def _crumbs(thing: Any) -> list[Crumb]:
    return [*_list_of(thing), *_own_page(thing)]


def _own_page(thing: Any) -> list[Crumb]:
    """Nothing where it has none."""
    if not hasattr(thing, "get_absolute_url"):
        return []
    return [Crumb(thing.get_absolute_url(), name_of(thing))]


def _list_of(thing: Any) -> list[Crumb]:
    """The page where all of its kind stand, if there is one."""
    listed = kind_of_row(thing).listed
    found = listed(thing) if listed else None
    return [Crumb(*found)] if found else []


def name_of(thing: Any) -> Any:
    kind = kind_of_row(thing)
    if kind.short is not None:
        return kind.short(thing)
    return getattr(thing, "title", None) or getattr(thing, "name", None) or str(thing)


def kind_of_row(thing: Any) -> Kind:
    """By its model: the subject that names the kind may not be read yet. Two kinds of one model
    stand alike in a trail."""
    return next(kind for kind in kinds() if kind.model is type(thing))


def _upwards(thing: Any) -> Iterator[Any]:
    above = _within(thing)
    while above is not None:
        yield above
        above = _within(above)


def _within(thing: Any) -> Any:
    found = (getattr(thing, name) for name in kind_of_row(thing).within)
    return next((above for above in found if above is not None), None)
