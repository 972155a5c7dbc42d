"""Kinds of questions: each is said once, and is then asked on the web, on paper and by voice.

    register_question_kind(Steps())

With that a planner can choose it, people answer it in a form without scripts, it is checked, shown,
printed, spoken, and stands in the files that people take home.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from accord.questions.sheets import AskedQuestion

# In which column of an answer a kind keeps what was said.
TEXT, NUMBER, DATE, CHOICES = "text", "number", "date", "choices"


USUAL_LENGTH = 200
# A letter is sent as four bytes at most, and each of these in a form as three signs: %F0.
BYTES_OF_LETTER = 12


@dataclass(frozen=True)
class Asking:
    """Whom is asked, as far as a question looks otherwise for it.

    `policy` is what others see of who speaks; `choices` are those of questions that declare none,
    such as a plan's own status words; in a draft nothing is required.
    """

    policy: str = ""
    has_account: bool = False
    is_draft: bool = False
    languages: Sequence[tuple[str, str]] = ()
    choices: Mapping[str, Sequence[tuple[str, Any]]] = field(default_factory=dict)


class QuestionKind:
    """What a question of a kind is on each way it is asked. Kinds override what differs.

    `limits` names the limits that a planner may set; `is_offered` whether a planner may choose
    this kind, or only a type that declares it in code; `is_free_text` whether others read a
    person's own words, which are then looked through for contact details before they are shown.
    """

    key: str
    name: "str | Promise"
    column: str = TEXT
    limits: tuple[str, ...] = ()
    has_choices = False
    is_offered = True
    is_free_text = False
    paper_template = "questions/paper/line.html"
    stands_apart = False  # on paper, below the lines to write on

    def is_asked(self, question: "AskedQuestion", asking: Asking) -> bool:
        """Whether this person is asked at all."""
        return True

    def label(self, question: "AskedQuestion", asking: Asking) -> str:
        return question.label

    def hint(self, question: "AskedQuestion", asking: Asking) -> str:
        return question.plain_hint

    def is_required(self, question: "AskedQuestion", asking: Asking) -> bool:
        return question.is_required

    def field(self, question: "AskedQuestion", asking: Asking) -> forms.Field:
        """The field with its widget: plain HTML. It cleans and checks what was typed.

        Label, hint and whether it is required are given to it afterwards.
        """
        raise NotImplementedError

    def value(self, cleaned: Any) -> Any:
        """What is kept of what the field has cleaned: words, a number, a day, or codes."""
        return cleaned

    def as_draft(self, text: str) -> str:
        """What a draft and hidden fields keep of what was typed: read alike in any language."""
        return text

    def initial(self, value: Any) -> Any:
        """What its field shows of an answer that was given before."""
        return value

    def sent_bytes(self, question: "AskedQuestion") -> list[int]:
        """How long each field may be that a browser sends for it, in bytes at most."""
        return [(question.max_length or USUAL_LENGTH) * BYTES_OF_LETTER]

    def is_empty(self, value: Any) -> bool:
        return value is None or value in ("", ())

    def canonical(self, value: Any) -> str:
        """One spelling for one value: what the key of a sending and a file hold."""
        if self.is_empty(value):
            return ""
        if isinstance(value, Decimal):
            return format(value.normalize(), "f")
        return " ".join(value) if isinstance(value, tuple) else str(value)

    def shown(self, question: "AskedQuestion", value: Any) -> str | SafeString:
        """The value as people read it: on the check page and where the answer stands."""
        return self.canonical(value)

    def holds(self, value: Any, choice: str) -> bool:
        """Whether this answer is that choice, or has it among its choices."""
        return choice in value if isinstance(value, tuple) else bool(value == choice)

    def paper_label(self, question: "AskedQuestion", asking: Asking) -> str:
        """What a printed form asks. Where the type has no words for it: question and hint."""
        return str(question.declared_paper) or self.label(question, asking)

    def limits_in_words(self, question: "AskedQuestion") -> str:
        """What may be answered, said before somebody goes wrong."""
        return ""

    def paper_note(self, question: "AskedQuestion") -> str:
        """What a printed form says below it, such as how many boxes to tick."""
        return self.limits_in_words(question)

    def spoken(self, question: "AskedQuestion", asking: Asking) -> str:
        """The question as a text message or a voice asks it: its words, then numbered choices."""
        parts = [str(self.label(question, asking)), str(self.hint(question, asking))]
        parts.append(self.limits_in_words(question))
        listed = question.choices
        parts += [f"{number}: {words}." for number, (_code, words) in enumerate(listed, 1)]
        if question.is_sensitive:
            parts += [str(question.not_public), str(question.reason)]
        if not self.is_required(question, asking):
            parts.append(_("You can leave this out."))
        return " ".join(part for part in parts if part)

    def columns(self, question: "AskedQuestion") -> list[str]:
        """The columns of a table to take home."""
        return [question.column]

    def cells(self, question: "AskedQuestion", value: Any) -> list[Any]:
        """What stands in these columns: texts, which are guarded there, and numbers."""
        return [self.canonical(value)]

    def json(self, value: Any) -> Any:
        """The same in a file for programs: several choices are a list, a number is a number."""
        if self.is_empty(value):
            return None
        if isinstance(value, Decimal):
            return int(value) if value == int(value) else float(value)
        return list(value) if isinstance(value, tuple) else self.canonical(value)

    def texts(self, value: Any) -> tuple[str, ...]:
        """A person's own words in the value."""
        return (str(value),) if self.is_free_text and value else ()


_kinds: dict[str, QuestionKind] = {}


def register_question_kind(kind: QuestionKind) -> QuestionKind:
    if kind.key in _kinds:
        raise ValueError(f"the kind of question {kind.key!r} has an owner already")
    _kinds[kind.key] = kind
    return kind


def question_kind(key: str) -> QuestionKind:
    return _kinds[key]


def has_question_kind(key: str) -> bool:
    return key in _kinds


def question_kinds() -> list[QuestionKind]:
    return list(_kinds.values())


def listed(texts: Sequence[Any]) -> str:
    """Texts in a row, each marked with its language where it has one."""
    return SafeString(", ".join(conditional_escape(text) for text in texts))
