"""Who holds which role where, today: one question for all of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

# Rows of what a person holds on a day: a role, the thing it is held in, that one's space.
Source = Callable[[int, dt.date], "QuerySet[Any, tuple[str, int, int]]"]
# Of each role the things it is held in, with their spaces.
Roles = dict[str, dict[int, int]]

_sources: dict[str, Source] = {}


def register_roles(name: str, source: Source) -> None:
    """Say where roles of a sort are kept; read together with all others."""
    if name in _sources:
        raise ValueError(f"the roles {name!r} have an owner already")
    _sources[name] = source


def roles_of(person_id: int, day: dt.date) -> Roles:
    first, *others = [source(person_id, day).order_by() for source in _sources.values()]
    held: Roles = defaultdict(dict)
    for role, scope, space in first.union(*others):
        held[role][scope] = space
    return dict(held)
