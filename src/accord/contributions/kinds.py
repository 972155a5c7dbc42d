"""The kinds of words that a moderator reads, hides and shows again; their owners register them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from accord.contributions.voices import Voice


def _count_nothing(words: Any, by: int) -> None:
    """Nothing is counted of this kind."""


@dataclass(frozen=True)
class Kind:
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


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    if kind.key in _kinds:
        raise ValueError(f"the kind of words {kind.key!r} has an owner already")
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def find(key: str) -> Kind | None:
    return _kinds.get(key)


def kind_of(words: Voice) -> Kind:
    return next(kind for kind in _kinds.values() if kind.model is type(words))
