"""Rows that hang on several others, all of which must lie in one and the same place.

Neither database can say so of two foreign keys, so a model lists as `BELONGS` the pairs of paths
that lead to the same row where both lead anywhere. Actions refuse what strays before they write;
`accord recount` looks at what is written, and a test at every model that would need such a list.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Q
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict

Pair = tuple[str, str]


def refuse_strays(*rows: Model) -> None:
    """Before they are saved: what one of them hangs on may not lie in different places."""
    for row in rows:
        for one, other in pairs(type(row)):
            ends = {_end(row, one), _end(row, other)} - {None}
            if len(ends) > 1:
                raise Conflict(_("One of these belongs somewhere else. Go back and choose again."))


def strays() -> Iterator[tuple[str, int]]:
    """What of the whole database lies in two places: the model with its pair, and how many."""
    for model in apps.get_models():
        for one, other in pairs(model):
            both = Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
            rows = model._base_manager.filter(both).exclude(**{one: F(other)})
            if count := rows.count():
                yield f"{model.__name__}: {one}, {other}", count


def pairs(model: type[Model]) -> tuple[Pair, ...]:
    found: tuple[Pair, ...] = getattr(model, "BELONGS", ())
    return found


def _end(row: Any, path: str) -> Any:
    """The key at the end of the path, which asks for no row that isn't on the way."""
    *way, last = path.split("__")
    for name in way:
        row = getattr(row, name) if row is not None else None
    return getattr(row, f"{last}_id") if row is not None else None
