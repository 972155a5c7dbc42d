"""Writing the next version of a sheet. What is published already isn't touched."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accord.errors import Conflict
from accord.processes.models import Activity
from accord.questions.actions.codes import coded, free_question_code
from accord.questions.actions.refusals import refuse_broken, refuse_changed, refuse_unseen
from accord.questions.declared import DeclaredQuestion
from accord.questions.events import SHEET_DRAFTED
from accord.questions.models import Question, Sheet
from accord.questions.proofs import mark_of
from accord.questions.registry import question_kind
from accord.questions.sheets import (
    MOST_QUESTIONS,
    AskedSheet,
    published,
)
from accord.record.events import emit
from accord.record.rules import require
from accord.record.subjects import number_subject
from accord.record.viewer import Viewer
from accord.ui.strays import refuse_strays
from accord.ui.texts import LocalizedText

COPIED = [
    one.name
    for one in Question._meta.concrete_fields
    if one.name not in ("id", "sheet", "position", "submission_key")
]
UP, DOWN = "up", "down"


@dataclass(frozen=True)
class ChoiceWords:
    """A choice; one with a code was there before, and keeps it whatever it says now."""

    text: LocalizedText
    code: str = ""


@dataclass(frozen=True)
class QuestionWords:
    """What a planner writes of a question. Of one of ours only words, hint and page are taken."""

    text: LocalizedText
    kind: str = ""
    hint: LocalizedText = field(default_factory=LocalizedText)
    is_required: bool = False
    starts_page: bool = False
    max_length: int | None = None
    min_number: Decimal | None = None
    max_number: Decimal | None = None
    min_date: dt.date | None = None
    max_date: dt.date | None = None
    max_choices: int | None = None
    choices: Sequence[ChoiceWords] = ()
    show_if: tuple[str, str] | None = None
    is_sensitive: bool = False
    sensitive_reason: LocalizedText = field(default_factory=LocalizedText)


@transaction.atomic
def add_question(
    *,
    viewer: Viewer,
    activity: Activity,
    words: QuestionWords,
    form_key: uuid.UUID | None = None,
) -> Question:
    """Before those of ours that close the form, such as the name and the language.

    The same words from one form are one question, however often they are sent.
    """
    _lock(viewer, activity)
    question = Question(kind=words.kind)
    _write(question, words)
    if form_key is not None:
        question.submission_key = uuid.uuid5(form_key, mark_of([question]))
        sent = Question.objects.filter(
            sheet__about=activity.pk, submission_key=question.submission_key
        ).first()
        if sent is not None:
            return sent
    sheet, rows = _begin(viewer, activity)
    if len(rows) >= MOST_QUESTIONS:
        said = _("There are %(count)d questions already, and there is no room for more.")
        raise Conflict(said % {"count": MOST_QUESTIONS})
    question.sheet, question.code = sheet, free_question_code(activity, words.text, words.kind)
    refuse_strays(question)
    rows.insert(_place_for_new(activity, rows), question)
    return _end(viewer, activity, rows, question)


@transaction.atomic
def edit_question(
    *, viewer: Viewer, activity: Activity, code: str, words: QuestionWords, seen: str = ""
) -> Question:
    """`seen` is the mark of the question as it stood on the page where it was changed."""
    _sheet, rows = _begin(viewer, activity)
    question = _named(rows, code)
    refuse_unseen(question, seen)
    if question.is_built_in:
        _reword(question, words, _declared(activity)[code])
    else:
        _write(question, words)
    return _end(viewer, activity, rows, question)


@transaction.atomic
def remove_question(*, viewer: Viewer, activity: Activity, code: str, seen: str = "") -> None:
    """From the next version on. Whoever answered it keeps their answer."""
    _sheet, rows = _begin(viewer, activity)
    question = _named(rows, code)
    refuse_unseen(question, seen)
    if question.is_built_in:
        raise Conflict(_("This question belongs to the activity, so it stays."))
    rows.remove(question)
    refuse_broken(rows)
    question.delete()
    _renumber(rows)
    emit(SHEET_DRAFTED, activity, viewer)


@transaction.atomic
def move_question(
    *, viewer: Viewer, activity: Activity, code: str, direction: str, seen: str = ""
) -> None:
    """One place up or down, if there is one; `seen` is the mark of all of them in their order."""
    _sheet, rows = _begin(viewer, activity)
    refuse_changed(rows, seen)
    question = _named(rows, code)
    declared = _declared(activity)
    movable = [row for row in rows if not _is_at_check(row, declared)]
    if question not in movable:
        raise Conflict(_("This question stands on the page on which people check what they wrote."))
    place = movable.index(question)
    other = place - 1 if direction == UP else place + 1
    if 0 <= other < len(movable):
        here, there = rows.index(question), rows.index(movable[other])
        rows[here], rows[there] = rows[there], rows[here]
    _end(viewer, activity, rows, question)


@transaction.atomic
def discard_changes(*, viewer: Viewer, activity: Activity, seen: str = "") -> None:
    """Begin again from what people are asked now."""
    sheet, rows = _begin(viewer, activity)
    refuse_changed(rows, seen)
    Question.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _copy_into(sheet, activity)
    emit(SHEET_DRAFTED, activity, viewer)


# --- The draft --------------------------------------------------------------------------------


def _lock(viewer: Viewer, activity: Activity) -> None:
    """One planner writes at a time."""
    require(viewer, "processes.plan", activity.process)
    Activity.objects.locked().get(pk=activity.pk)


def _begin(viewer: Viewer, activity: Activity) -> tuple[Sheet, list[Question]]:
    """The draft with its questions; made of what is asked now, where there is none."""
    _lock(viewer, activity)
    if activity.is_closed:
        raise Conflict(_("This has closed, so nobody is asked any more."))
    sheet = Sheet.objects.filter(about=activity.pk, published_at=None).first()
    if sheet is None:
        subject = number_subject("sheet", activity.subject)
        number = int(subject.code.rpartition("/")[2])
        sheet = Sheet(subject=subject, about=activity.subject, number=number)
        refuse_strays(sheet)
        sheet.save(force_insert=True)
        _copy_into(sheet, activity)
    return sheet, list(sheet.questions.order_by("position", "pk"))


def asks_the_same(one: AskedSheet, other: AskedSheet) -> bool:
    return mark_of(rows_of(one)) == mark_of(rows_of(other))


def rows_of(sheet: AskedSheet) -> list[Question]:
    """The rows that a draft begins with, or has: of a version, or of what the type declares."""
    if sheet.row is None:
        return [_as_row(one.declared) for one in sheet.questions if one.declared is not None]
    return [one.row for one in sheet.questions if one.row is not None]


def _copy_into(sheet: Sheet, activity: Activity) -> None:
    newest = published(activity.pk).first()
    if newest is None:
        rows = [_as_row(question) for question in activity.type.questions]
    else:
        before = newest.questions.order_by("position", "pk")
        rows = [Question(**{name: getattr(row, name) for name in COPIED}) for row in before]
    for position, row in enumerate(rows):
        row.sheet, row.position = sheet, position
    Question.objects.bulk_create(rows)


def _as_row(declared: DeclaredQuestion) -> Question:
    return Question(
        code=declared.code,
        kind=declared.kind,
        is_built_in=True,
        is_required=declared.is_required,
        max_length=declared.max_length,
    )


def _end(viewer: Viewer, activity: Activity, rows: list[Question], question: Question) -> Question:
    refuse_broken(rows)
    question.position = rows.index(question)
    question.save()
    _renumber(rows)
    emit(SHEET_DRAFTED, activity, viewer)
    return question


def _renumber(rows: Iterable[Question]) -> None:
    for position, row in enumerate(rows):
        row.position = position
    Question.objects.bulk_update(rows, ["position"])


def _named(rows: Iterable[Question], code: str) -> Question:
    for row in rows:
        if row.code == code:
            return row
    raise Conflict(_("Somebody has removed this question meanwhile."))


# --- Its questions ----------------------------------------------------------------------------


def _write(question: Question, words: QuestionWords) -> None:
    kind = question_kind(question.kind)
    if not kind.is_offered or not words.text:
        raise Conflict(_("A question needs its words, and a kind that can be chosen here."))
    question.text, question.hint = words.text, words.hint
    question.is_required, question.starts_page = words.is_required, words.starts_page
    for name in ("max_length", "min_number", "max_number", "min_date", "max_date", "max_choices"):
        setattr(question, name, getattr(words, name) if name in kind.limits else None)
    question.choices = coded(words.choices) if kind.has_choices else []
    if kind.has_choices and len(question.choices) < 2:
        raise Conflict(_("Give at least two choices."))
    question.show_if_code, question.show_if_choice = words.show_if or ("", "")
    question.is_sensitive = words.is_sensitive
    question.sensitive_reason = words.sensitive_reason if words.is_sensitive else LocalizedText()
    if question.is_sensitive and not question.sensitive_reason:
        raise Conflict(_("Say why you ask what isn’t public: people read it beside the question."))


def _reword(question: Question, words: QuestionWords, declared: DeclaredQuestion) -> None:
    if declared.may_be_reworded:
        question.text, question.hint = words.text, words.hint
    question.starts_page = words.starts_page and not declared.stands_at_check


def _declared(activity: Activity) -> dict[str, DeclaredQuestion]:
    return {question.code: question for question in activity.type.questions}


def _is_at_check(row: Question, declared: dict[str, DeclaredQuestion]) -> bool:
    return row.is_built_in and row.code in declared and declared[row.code].stands_at_check


def _place_for_new(activity: Activity, rows: Sequence[Question]) -> int:
    """After the last question that was added, or that says what it is about."""
    declared = _declared(activity)
    for place in range(len(rows), 0, -1):
        row = rows[place - 1]
        if not row.is_built_in or (row.code in declared and declared[row.code].may_be_reworded):
            return place
    return 0
