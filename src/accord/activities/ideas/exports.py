"""Ideas to take home, in a table or as JSON: a row at a time, so that size doesn't matter.

What people were asked are columns by its kinds: our own where they always stood, those that a
planner added behind. Only the byline says who spoke: what the page doesn't show, a file doesn't
either. What isn't public stands in `whole`, for those who run the process alone.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import get_language, override

from accord.contributions.models import Contribution
from accord.processes.models import Activity
from accord.questions.files import AnswerColumns, answer_columns, with_answers
from accord.questions.registry import question_kind
from accord.ui.csv_lines import csv_lines

# Documented in docs/activities/ideas.md. What was added to the sheet comes behind.
COLUMNS = (
    "number",
    "said_on",
    "byline",
    "title",
    "body",
    "language",
    "place",
    "door",
    "revision",
    "supports",
    "comments",
    "answered_on",
)
VERSION = "questions_version"  # under which it was answered, where questions were added
Added = Callable[[Sequence[Any]], dict[str, Any]]


def rows(activity: Activity, columns: AnswerColumns, added: Added) -> Iterator[dict[str, Any]]:
    """Each public idea of the activity, by number; `added` are its answers to added questions."""
    ideas = Contribution.objects.shown().filter(activity=activity, kind="idea")
    beside = ("author", "activity", "provenance", "idea", "sheet")
    related = ideas.select_related(*beside).order_by("number")
    fetched = related.prefetch_related(*with_answers(columns))
    for idea in fetched.iterator(chunk_size=500):
        found = {**_facts(idea), **_asked(activity, idea)}
        answers = getattr(idea.subject, "given_answers", ())
        own = {name: found[name] for name in COLUMNS}
        if columns.questions:
            own[VERSION] = idea.sheet.number if idea.sheet is not None else None
        yield {**own, **added(answers)}


def _facts(idea: Contribution) -> dict[str, Any]:
    return {
        "number": idea.number,
        "said_on": idea.said_on.isoformat(),
        "byline": str(idea.byline),
        "door": idea.provenance.door if hasattr(idea, "provenance") else "",
        "revision": idea.revision,
        "supports": idea.support_count,
        "comments": idea.comment_count,
        "answered_on": idea.answered_at.date().isoformat() if idea.answered_at else "",
    }


def _asked(activity: Activity, idea: Contribution) -> dict[str, str]:
    """What our own questions were answered, from where each is kept."""
    return {
        question.code: question_kind(question.kind).canonical(_value(idea, question.stored_as))
        for question in activity.type.questions
        if question.code in COLUMNS
    }


def _value(thing: Any, path: str) -> Any:
    for name in path.split("."):
        try:
            thing = getattr(thing, name)
        except ObjectDoesNotExist:  # an idea from elsewhere has no row of its own
            return ""
    return thing


def table_lines(activity: Activity, *, is_whole: bool = False) -> Iterator[str]:
    """The words of choices are in the language of whoever asks for the file."""
    columns, language = answer_columns(activity, is_whole=is_whole), get_language()

    def cells(answers: Sequence[Any]) -> dict[str, Any]:
        with override(language):
            return columns.cells(answers)

    version = [VERSION] if columns.questions else []
    header = [*COLUMNS, *version, *columns.header]
    found = rows(activity, columns, cells)
    return csv_lines(header, ([row[name] for name in header] for row in found))


def json_lines(activity: Activity, *, is_whole: bool = False) -> Iterator[str]:
    columns = answer_columns(activity, is_whole=is_whole)
    before = '{"ideas": [\n'
    for row in rows(activity, columns, columns.values):
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "\n]" if before == ",\n" else f"{before}]"
    if columns.questions:
        yield f', "questions": {json.dumps(columns.described, ensure_ascii=False)}'
    yield "}\n"
