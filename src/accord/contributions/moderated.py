"""The words that a moderator reads, hides and shows again; their owners register their models."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accord.contributions.models import Contribution
from accord.contributions.voices import Voice
from accord.questions.answers import answers_of
from accord.record.rules import NOTHING, matches
from accord.record.viewer import Viewer


def _count_nothing(words: Any, by: int) -> None:
    """Nothing is counted of these."""


def _is_nobodys(viewer: Viewer) -> Q:
    """Nobody is known to have said these."""
    return NOTHING


@dataclass(frozen=True)
class Moderated:
    """`rows` gives all of them, with whatever their pages and the log read; `count` adds them to
    counters, or takes them off; `is_own` tells whose they are.
    """

    model: type[Voice]
    rows: Callable[[], "QuerySet[Any]"]
    count: Callable[[Any, int], None] = _count_nothing
    is_own: Callable[[Viewer], Q] = _is_nobodys


Beside = Callable[[Collection[int]], Mapping[int, str]]

_moderated: dict[type[Voice], Moderated] = {}
_beside: dict[str, Beside] = {}


def register(moderated: Moderated) -> None:
    if moderated.model in _moderated:
        raise ValueError(f"{moderated.model.__name__} has an owner already")
    _moderated[moderated.model] = moderated


def register_beside(*, owner: str, find: Beside) -> None:
    """`find` gives what is shown with contributions and kept elsewhere, by their primary keys."""
    if owner in _beside:
        raise ValueError(f"{owner!r} says already what it shows beside words")
    _beside[owner] = find


def add_beside(rows: Sequence[Voice], *, with_sensitive: bool = False) -> None:
    """Put beside each row what is shown with it; one question for each owner, however many rows.

    What was answered to added questions is asked for where there are such words; what isn't public
    of it, for those alone who run the process.
    """
    words = [row for row in rows if isinstance(row, Contribution)]
    found = [find([row.pk for row in words]) for find in _beside.values()] if words else []
    asked = [row.pk for row in words if row.sheet_id is not None]
    answers = answers_of(asked, with_sensitive=with_sensitive)
    for row in words:
        given = answers.get(row.pk, [])
        row.answers = tuple(one for one in given if not one.question.is_sensitive)
        row.sensitive = tuple(one for one in given if one.question.is_sensitive)
        row.beside = tuple(texts[row.pk] for texts in found if texts.get(row.pk))


def all_moderated() -> list[Moderated]:
    return list(_moderated.values())


def find(model: type[Any]) -> Moderated | None:
    return _moderated.get(model)


def of(words: Voice) -> Moderated:
    return _moderated[type(words)]


def is_own(viewer: Viewer, words: Voice) -> bool:
    """By account or receipt. Nobody decides whether their own words are shown."""
    return matches(of(words).is_own(viewer), words)
