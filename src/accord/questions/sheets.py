"""What is asked: the questions of a version, declared in code or written by a planner, as one."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.processes.models import Activity
from accord.questions.declared import DeclaredQuestion
from accord.questions.models import Question, Sheet
from accord.questions.registry import Asking, QuestionKind, question_kind
from accord.record.models import Subject
from accord.ui.marked import marked
from accord.ui.texts import LocalizedText

# A form is sent as one: Django takes a thousand fields, and nobody answers more than this.
MOST_QUESTIONS = 100
MOST_CHOICES = 50
# What a form sends beside answers: which draft and version it is, and that it comes from here.
BESIDE_FIELDS, BESIDE_BYTES = 20, 2_000
NAMED_BYTES = 10  # "=", "&", and the end of a name that has parts

TOO_MUCH = gettext_lazy(
    "All that can be answered here could be too much to be sent at once. "
    "Let texts be shorter, or leave questions or choices out."
)


@dataclass(frozen=True)
class AskedQuestion:
    """One question as people are asked it. `row` is its row, where a planner wrote the sheet."""

    code: str
    kind: QuestionKind
    text: "LocalizedText | str | Promise"
    hint: "LocalizedText | str | Promise" = ""
    is_required: bool = False
    page: int = 1
    starts_page: bool = False
    max_length: int | None = None
    rows: int | None = None
    min_number: Decimal | None = None
    max_number: Decimal | None = None
    min_date: dt.date | None = None
    max_date: dt.date | None = None
    max_choices: int | None = None
    choice_texts: Mapping[str, LocalizedText] = field(default_factory=dict)
    show_if: tuple[str, str] | None = None
    is_sensitive: bool = False
    sensitive_reason: LocalizedText = field(default_factory=LocalizedText)
    declared: DeclaredQuestion | None = None
    row: Question | None = None

    @property
    def name(self) -> str:
        """What its field is called. Those of ours keep their names; no other can take one."""
        return self.code if self.is_built_in else f"answer-{self.code}"

    @property
    def is_built_in(self) -> bool:
        return self.declared is not None

    @property
    def is_changeable(self) -> bool:
        """Whether a planner may change what it says."""
        return self.declared is None or self.declared.may_be_reworded

    @property
    def stored_as(self) -> str:
        return self.declared.stored_as if self.declared else ""

    @property
    def stands_at_check(self) -> bool:
        return self.declared is not None and self.declared.stands_at_check

    @property
    def declared_paper(self) -> "str | Promise":
        """What our own question says on paper, unless a planner put it in other words."""
        is_reworded = isinstance(self.text, LocalizedText) or isinstance(self.hint, LocalizedText)
        return self.declared.on_paper if self.declared and not is_reworded else ""

    @property
    def label(self) -> str:
        return marked(self.text)

    @property
    def plain_hint(self) -> str:
        return marked(self.hint)

    @property
    def limits(self) -> str:
        return self.kind.limits_in_words(self)

    @property
    def not_public(self) -> str:
        return not_public()

    @property
    def reason(self) -> str:
        return marked(self.sensitive_reason)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(code, marked(text)) for code, text in self.choice_texts.items()]

    @property
    def column(self) -> str:
        """Its name in a file to take home."""
        return self.code if self.is_built_in else f"answer_{self.code}"

    def words_of(self, choice: str) -> str:
        return marked(self.choice_texts.get(choice, choice))


@dataclass(frozen=True)
class AskedSheet:
    """A version as people are asked it; `row` is None where it is the type's own, number 0."""

    questions: Sequence[AskedQuestion]
    row: Sheet | None = None

    @property
    def number(self) -> int:
        return self.row.number if self.row else 0

    @cached_property
    def by_code(self) -> dict[str, AskedQuestion]:
        return {question.code: question for question in self.questions}

    @property
    def to_fill_in(self) -> list[AskedQuestion]:
        return [question for question in self.questions if not question.stands_at_check]

    @property
    def at_check(self) -> list[AskedQuestion]:
        return [question for question in self.questions if question.stands_at_check]

    @property
    def added(self) -> list[AskedQuestion]:
        """Those that a planner added: their answers have rows."""
        return [question for question in self.questions if not question.is_built_in]

    @property
    def pages(self) -> int:
        return max((question.page for question in self.to_fill_in), default=1)

    def on_page(self, page: int) -> list[AskedQuestion]:
        return [question for question in self.to_fill_in if question.page == page]

    @property
    def most_bytes(self) -> int:
        """How much a browser sends at most, with everything answered as long as may be."""
        sent = [(question.name, size) for question, size in self._sent()]
        return BESIDE_BYTES + sum(len(name) + NAMED_BYTES + size for name, size in sent)

    @property
    def is_sendable(self) -> bool:
        """Whether whatever people answer can be sent: the site takes so much at once, no more."""
        most_fields: int = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        is_short = self.most_bytes <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return is_short and BESIDE_FIELDS + len(self._sent()) <= most_fields

    def _sent(self) -> list[tuple[AskedQuestion, int]]:
        rows = self.questions
        return [(row, size) for row in rows for size in row.kind.sent_bytes(row)]

    def condition(self, question: AskedQuestion) -> str:
        """In words when it is asked; empty: always."""
        if question.show_if is None:
            return ""
        code, choice = question.show_if
        earlier = self.by_code[code]
        words = {"answer": earlier.words_of(choice), "question": earlier.label}
        return _("Only if you answer “%(answer)s” to “%(question)s”") % words

    def asks(self, question: AskedQuestion, values: Mapping[str, Any]) -> bool:
        """Whether it is asked of who has answered the earlier ones like this, by their codes."""
        if question.show_if is None:
            return True
        code, choice = question.show_if
        value = values.get(code)
        return value is not None and self.by_code[code].kind.holds(value, choice)


def not_public() -> str:
    """What stands beside a question whose answers only few see."""
    return _("Not public: only those who run this see your answer.")


def asked_of(sheet: AskedSheet, asking: Asking) -> list[AskedQuestion]:
    """The questions that this person is asked, whatever they answer."""
    return [question for question in sheet.questions if question.kind.is_asked(question, asking)]


def declared_sheet(declared: Iterable[DeclaredQuestion]) -> AskedSheet:
    return AskedSheet([as_declared(question) for question in declared])


def as_declared(declared: DeclaredQuestion) -> AskedQuestion:
    return AskedQuestion(
        code=declared.code,
        kind=question_kind(declared.kind),
        text=declared.text,
        hint=declared.hint,
        is_required=declared.is_required,
        max_length=declared.max_length,
        rows=declared.rows,
        declared=declared,
    )


def written_sheet(row: Sheet, declared: Iterable[DeclaredQuestion]) -> AskedSheet:
    """A version with its questions, in one query. Of ours only the words and the place are its."""
    ours = {question.code: question for question in declared}
    found, page = [], 1
    for position, question in enumerate(row.questions.order_by("position", "pk")):
        page += question.starts_page and position > 0
        found.append(as_written(question, page, ours.pop(question.code, None)))
    # What the type came to ask after this was written, such as for consent.
    found += [replace(as_declared(question), page=page) for question in ours.values()]
    return AskedSheet(found, row)


def as_written(row: Question, page: int, declared: DeclaredQuestion | None) -> AskedQuestion:
    # A type that no longer declares a question of an old version still shows what was asked.
    is_ours = row.is_built_in and declared is not None
    return AskedQuestion(
        code=row.code,
        kind=question_kind(row.kind),
        text=declared.text if is_ours and declared and not row.text else row.text,
        hint=declared.hint if is_ours and declared and not row.hint else row.hint,
        is_required=row.is_required,
        page=page,
        starts_page=row.starts_page,
        max_length=row.max_length,
        rows=declared.rows if declared else None,
        min_number=row.min_number,
        max_number=row.max_number,
        min_date=row.min_date,
        max_date=row.max_date,
        max_choices=row.max_choices,
        choice_texts=row.words_of_choices,
        show_if=(row.show_if_code, row.show_if_choice) if row.show_if_code else None,
        is_sensitive=row.is_sensitive,
        sensitive_reason=row.sensitive_reason,
        declared=declared if is_ours else None,
        row=row,
    )


def published(about: Subject | int) -> "QuerySet[Sheet]":
    """The versions that people were asked, the newest first."""
    key = about if isinstance(about, int) else about.pk
    return Sheet.objects.filter(about=key, published_at__isnull=False).order_by("-number")


def current_sheet(activity: Activity) -> AskedSheet:
    """What is asked of whoever begins now."""
    row = published(activity.pk).first()
    return sheet_of(activity, row)


def sheet_of(activity: Activity, row: Sheet | None) -> AskedSheet:
    """This version; without a row what the activity's type declares."""
    declared: Sequence[DeclaredQuestion] = activity.type.questions
    return declared_sheet(declared) if row is None else written_sheet(row, declared)


def sheet_numbered(activity: Activity, number: int, *, since: dt.datetime) -> AskedSheet | None:
    """A published version that was still asked then; 0 is the type's own. In one question."""
    rows = list(published(activity.pk).filter(number__gte=number).order_by("number")[:2])
    own = rows.pop(0) if rows and rows[0].number == number else None
    if rows and rows[0].published_at is not None and rows[0].published_at < since:
        return None
    return sheet_of(activity, own) if own is not None or number == 0 else None
