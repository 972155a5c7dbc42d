"""The kinds of words that a moderator reads, hides and shows again; their owners register them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from accord.contributions.voices import Voice


def _count_nothing(words: Any, by: int) -> None:
    """Nothing is counted of this kind."""


@dataclass(frozen=True)
class Moderated:
    """`key` is the kind's name in the public log as well, and stands in addresses.

    `rows` gives all of them, with whatever their pages and the log read;
    `page` the address where such words stand; `count` adds them to counters, or takes them off.
    """

    key: str
    model: type[Voice]
    name: "str | Promise"
    rows: Callable[[], "QuerySet[Any]"]
    page: Callable[[Any], str]
    count: Callable[[Any, int], None] = _count_nothing


Beside = Callable[[Collection[int]], Mapping[int, str]]

_kinds: dict[str, Moderated] = {}
_beside: dict[str, Beside] = {}


def register(kind: Moderated) -> None:
    if kind.key in _kinds:
        raise ValueError(f"the kind of words {kind.key!r} has an owner already")
    _kinds[kind.key] = kind


def register_beside(*, owner: str, find: Beside) -> None:
    """`find` gives what is shown with contributions and kept elsewhere, by their primary keys."""
    if owner in _beside:
        raise ValueError(f"{owner!r} says already what it shows beside words")
    _beside[owner] = find


def add_beside(rows: Sequence[Voice]) -> None:
    """Put beside each row what is shown with it; one question for each owner, however many rows."""
    words = [row for row in rows if kind_of(row).key == "words"]
    found = [find([row.pk for row in words]) for find in _beside.values()] if words else []
    for row in words:
        row.beside = tuple(texts[row.pk] for texts in found if texts.get(row.pk))


def kinds() -> list[Moderated]:
    return list(_kinds.values())


def find(key: str) -> Moderated | None:
    return _kinds.get(key)


def kind_of(words: Voice) -> Moderated:
    return next(kind for kind in _kinds.values() if kind.model is type(words))
