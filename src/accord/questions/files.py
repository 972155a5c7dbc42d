"""Answers in files to take home: columns by the kinds of questions, over all versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from accord.processes.models import Activity
from accord.questions.models import Answer, Question
from accord.questions.sheets import AskedQuestion, as_written


@dataclass(frozen=True)
class AnswerColumns:
    """The added questions that were ever asked, newest words first; and each answer's own version.

    So a choice that is gone from the newest version still has its words in old answers.
    """

    by_key: dict[int, AskedQuestion]

    @cached_property
    def questions(self) -> list[AskedQuestion]:
        """One for each code: the newest, in the order of the newest version that asks it."""
        found: dict[str, AskedQuestion] = {}
        for question in self.by_key.values():
            found.setdefault(question.code, question)
        return list(found.values())

    @cached_property
    def header(self) -> list[str]:
        return [name for question in self.questions for name in question.kind.columns(question)]

    def cells(self, answers: Iterable[Answer]) -> dict[str, Any]:
        """What stands in each column; nothing where nothing was answered."""
        row: dict[str, Any] = dict.fromkeys(self.header, "")
        for answer in answers:
            if (question := self.by_key.get(answer.question_id)) is not None:
                kind = question.kind
                cells = kind.cells(question, answer.value)
                row |= dict(zip(kind.columns(question), cells, strict=True))
        return row

    def values(self, answers: Iterable[Answer]) -> dict[str, Any]:
        """The same for programs: a choice is its code, several are a list."""
        row: dict[str, Any] = {question.column: None for question in self.questions}
        for answer in answers:
            if (question := self.by_key.get(answer.question_id)) is not None:
                row[question.column] = question.kind.json(answer.value)
        return row

    @property
    def described(self) -> list[dict[str, Any]]:
        """What these columns mean: what each version asked, in all its languages."""
        return [self._described(question) for question in self.questions]

    def _described(self, question: AskedQuestion) -> dict[str, Any]:
        """Each wording once, the newest first, with the versions that had it.

        A planner may give a choice other words under the same code: an answer says what it said
        under its own version.
        """
        wordings: dict[str, dict[str, Any]] = {}
        for other in self.by_key.values():
            if other.code == question.code and other.row is not None:
                said = wording(other.row)
                known = wordings.setdefault(repr(said), {"versions": [], **said})
                known["versions"].append(other.row.sheet.number)
        return {
            "column": question.column,
            "kind": question.kind.key,
            "wordings": list(wordings.values()),
        }


def wording(row: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"question": row.text.plain()}
    if row.choices:
        said["choices"] = {choice["code"]: choice["text"] for choice in row.choices}
    return said


def answer_columns(activity: Activity, *, is_whole: bool = False) -> AnswerColumns:
    """Of what is public; `is_whole`: of all, for those who run the process. One question."""
    rows = Question.objects.filter(
        sheet__about=activity.pk, sheet__published_at__isnull=False, is_built_in=False
    )
    if not is_whole:
        rows = rows.filter(is_sensitive=False)
    ordered = rows.select_related("sheet").order_by("-sheet__number", "position", "pk")
    return AnswerColumns({row.pk: as_written(row, 1, None) for row in ordered})


def with_answers(columns: AnswerColumns, path: str = "subject__answers") -> Sequence[Prefetch[str]]:
    """What a list of things fetches beside, a piece at a time; nothing where none were asked."""
    if not columns.by_key:
        return ()
    wanted = Answer.objects.filter(question__in=list(columns.by_key))
    return (Prefetch(path, queryset=wanted, to_attr="given_answers"),)
