"""In which things decisions are made: the forum itself, and what higher apps register.

    register_place(kind="process", accessor="as_process", visible=..., permission="...", ...)

With that its decisions are seen by those who see it, and recorded by those who have the permission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accord.record.rules import Rule
from accord.spaces.rules import is_everybodys


@dataclass(frozen=True)
class Place:
    """A kind of things in which decisions are made.

    `accessor` leads from a subject to such a thing, `visible` says who sees one. Whoever has
    `permission` of it records there. `forum_of` gives the forum whose seats decide, if one does;
    `list_address` where all of them stand.
    """

    kind: str
    accessor: str
    visible: Rule
    permission: str
    forum_of: Callable[[Any], Any]
    list_address: Callable[[Any], str]


_places: dict[str, Place] = {}


def register_place(
    *,
    kind: str,
    accessor: str,
    visible: Rule,
    permission: str,
    forum_of: Callable[[Any], Any],
    list_address: Callable[[Any], str],
) -> None:
    if kind in _places:
        raise ValueError(f"who decides in a {kind!r} is said already")
    _places[kind] = Place(kind, accessor, visible, permission, forum_of, list_address)


def is_place(kind: str) -> bool:
    return kind in _places


def place_named(kind: str) -> Place:
    if kind not in _places:
        raise LookupError(f"no decisions are made in a {kind}")
    return _places[kind]


def places() -> list[Place]:
    return list(_places.values())


def declare() -> None:
    register_place(
        kind="forum",
        accessor="as_forum",
        visible=is_everybodys,
        permission="forum.decide",
        forum_of=lambda forum: forum,
        list_address=lambda forum: reverse("forum:decisions", args=[forum.subject.code]),
    )
