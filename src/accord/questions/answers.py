"""What was answered: given with a sending, and read again for pages and files."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accord.questions.models import Answer, Question
from accord.questions.registry import CHOICES, DATE, NUMBER, TEXT
from accord.questions.sheets import AskedQuestion, as_written
from accord.record.models import Subject


@dataclass(frozen=True)
class GivenAnswer:
    """An answer to an added question, as its kind keeps it; never an empty one."""

    question: AskedQuestion
    value: Any

    @property
    def canonical(self) -> str:
        return self.question.kind.canonical(self.value)

    @property
    def shown(self) -> str:
        return self.question.kind.shown(self.question, self.value)

    @property
    def texts(self) -> tuple[str, ...]:
        """A person's own words that others will read, to be looked through before."""
        return () if self.question.is_sensitive else self.question.kind.texts(self.value)

    @property
    def is_free_text(self) -> bool:
        return self.question.kind.is_free_text


def public_texts(given: Iterable[GivenAnswer]) -> list[str]:
    return [text for answer in given for text in answer.texts]


def as_parts(given: Iterable[GivenAnswer]) -> list[list[str]]:
    """What the key of a sending holds: the codes, so that the same words elsewhere are others."""
    return [[answer.question.code, answer.canonical] for answer in given]


def row_of(answer: GivenAnswer, about: Subject) -> Answer:
    """The row that keeps it, in the column of its kind."""
    kind, value = answer.question.kind, answer.value
    if answer.question.row is None or kind.column not in (TEXT, NUMBER, DATE, CHOICES):
        raise ValueError(f"answers to {answer.question.code!r} have no rows")
    kept = list(value) if kind.column == CHOICES else value
    return Answer(about=about, question=answer.question.row, **{kind.column: kept})


def answers_of(
    about: Collection[int], *, with_sensitive: bool = False
) -> Mapping[int, list[GivenAnswer]]:
    """What was answered for each of these things, in the order of its sheet; one question."""
    if not about:
        return {}
    rows = Answer.objects.filter(about__in=about)
    if not with_sensitive:
        rows = rows.filter(question__is_sensitive=False)
    found: dict[int, list[GivenAnswer]] = defaultdict(list)
    for row in rows.select_related("question").order_by("question__position", "pk"):
        found[row.about_id].append(GivenAnswer(as_written(row.question, 1, None), row.value))
    return found


def questions_by_key(keys: Collection[int]) -> dict[int, AskedQuestion]:
    if not keys:
        return {}
    rows = Question.objects.filter(pk__in=keys)
    return {row.pk: as_written(row, 1, None) for row in rows}


def as_kept(given: Iterable[GivenAnswer]) -> list[list[Any]]:
    """What an earlier version of somebody's words keeps of their answers: those that are public.

    The question by its key: it never changes.
    """
    return [
        [answer.question.row.pk, answer.canonical]
        for answer in given
        if answer.question.row is not None and not answer.question.is_sensitive
    ]


def from_kept(kept: Iterable[Iterable[list[Any]]]) -> list[list[GivenAnswer]]:
    """The same read again, for several at once; one question."""
    lists = [list(rows) for rows in kept]
    asked = questions_by_key({key for rows in lists for key, _said in rows})
    return [
        [GivenAnswer(asked[key], parsed(asked[key].kind.column, said)) for key, said in rows]
        for rows in lists
    ]


def parsed(column: str, said: str) -> Any:
    """A value from its one spelling, as a kind with this column keeps it."""
    readers: dict[str, Any] = {
        NUMBER: Decimal,
        DATE: dt.date.fromisoformat,
        CHOICES: lambda text: tuple(text.split()),
    }
    return readers.get(column, str)(said)
