"""How a planner writes a question: its kind first, then its words, and what belongs to the kind."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.questions.actions.drafts import ChoiceWords, QuestionWords
from accord.questions.actions.refusals import gives_away
from accord.questions.question_kinds import LONGEST, KeptNumberField
from accord.questions.registry import QuestionKind, question_kinds
from accord.questions.sheets import MOST_CHOICES, AskedQuestion
from accord.spaces.models import Space
from accord.ui.codes import CodeField
from accord.ui.days import DayField
from accord.ui.forms import need_sometimes
from accord.ui.marked import marked
from accord.ui.texts import LocalizedText, TextFormField

FIRST_CHOICES, LEAST_CHOICES = 4, 2
WRONG_WAY_ROUND = (
    ("min_number", "max_number", _("This is less than the smallest. Change one of them.")),
    ("min_date", "max_date", _("This comes before the first. Change one of them.")),
)
KEPT_OF_OURS = ("seen", "text", "hint", "starts_page")


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("What do people answer with?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        kind.choices = [(one.key, one.name) for one in question_kinds() if one.is_offered]


class SeenForm(forms.Form):
    """Carries the mark of what was read on its page, so that nothing else is changed by it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class QuestionForm(SeenForm):
    """Everything about a question of one kind; of one of ours its words, if they may change."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)  # of a new one alone
    is_required = forms.BooleanField(required=False, label=_("It must be answered"))
    max_length = forms.IntegerField(
        required=False, min_value=1, max_value=LONGEST, label=_("Longest answer, in letters")
    )
    min_number = KeptNumberField(required=False, label=_("Smallest number"))
    max_number = KeptNumberField(required=False, label=_("Largest number"))
    min_date = DayField(required=False, label=_("First day that can be given"))
    max_date = DayField(required=False, label=_("Last day that can be given"))
    max_choices = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_CHOICES, label=_("How many at most")
    )
    show_if = forms.ChoiceField(
        required=False,
        label=_("When is it asked?"),
        error_messages={
            "invalid_choice": _("A question can only depend on one that stands before it.")
        },
    )
    starts_page = forms.BooleanField(required=False, label=_("A new page begins here"))
    is_sensitive = forms.BooleanField(
        required=False,
        label=_("The answers aren’t public"),
        help_text=_("Only those who run this process see what was answered, in no public file."),
    )

    def __init__(
        self,
        *args: Any,
        space: Space,
        kind: QuestionKind,
        earlier: Sequence[AskedQuestion] = (),
        later: Sequence[AskedQuestion] = (),
        question: AskedQuestion | None = None,
        rows: int = FIRST_CHOICES,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.space, self.kind, self.question = space, kind, question
        self.earlier, self.later = earlier, later
        self.fields["text"] = self.text_field(max_length=500, label=_("The question"))
        self.fields["hint"] = self.text_field(
            max_length=500,
            required=False,
            label=_("Hint"),
            help_text=_("Stands below the question, for what people may not know."),
        )
        self.fields["sensitive_reason"] = self.text_field(
            max_length=500,
            required=False,
            label=_("Why you ask it all the same"),
            help_text=_("People read this beside the question."),
        )
        need_sometimes(self.fields["sensitive_reason"])
        self.rows = min(max(rows, self._sent_rows()), MOST_CHOICES) if kind.has_choices else 0
        for number in self.numbers:
            self.fields[f"choice-{number}"] = self.text_field(
                max_length=200, required=False, label=_("Choice %d") % number
            )
            if number <= LEAST_CHOICES:  # so many are needed, in whichever rows
                need_sometimes(self.fields[f"choice-{number}"])
            self.fields[f"choice-{number}-code"] = CodeField(
                required=False, max_length=40, widget=forms.HiddenInput
            )
        self._offer_conditions(earlier)
        self._leave_out()
        self._set_initial()

    def text_field(self, **kwargs: Any) -> TextFormField:
        return TextFormField(languages=self.space.language_choices, **kwargs)

    def _sent_rows(self) -> int:
        sent = [row for row in range(1, MOST_CHOICES + 1) if f"choice-{row}-code" in self.data]
        return max(sent, default=0)

    @property
    def numbers(self) -> range:
        return range(1, self.rows + 1)

    @property
    def may_grow(self) -> bool:
        return 0 < self.rows < MOST_CHOICES

    def _offer_conditions(self, earlier: Iterable[AskedQuestion]) -> None:
        show_if = self.fields["show_if"]
        assert isinstance(show_if, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        groups = [
            (
                _("Only after this answer to “%(question)s”") % {"question": str(question.label)},
                [(f"{question.code}={code}", str(words)) for code, words in question.choices],
            )
            for question in earlier
            if question.choices
        ]
        show_if.choices = [("", _("Always")), *groups]
        if not groups:
            show_if.widget = forms.HiddenInput()

    def _leave_out(self) -> None:
        """What neither its kind nor, of one of ours, anybody may change."""
        limits = {"max_length", "min_number", "max_number", "min_date", "max_date", "max_choices"}
        gone = limits - set(self.kind.limits)
        if self.question is not None:
            gone.add("key")
        if self.question is not None and self.question.is_built_in:
            gone = {name for name in self.fields if name not in KEPT_OF_OURS}
            if not self.question.declared or not self.question.declared.may_be_reworded:
                gone |= {"text", "hint"}
            self.rows = 0
            self.fields["text"].required = False
        for name in gone:
            del self.fields[name]
        choices = [name for name in self.fields if name.startswith("choice-")]
        self.order_fields(["text", "hint", *choices, "is_required", *self.kind.limits])
        self.move_to_end("show_if", "starts_page", "is_sensitive", "sensitive_reason")

    def move_to_end(self, *names: str) -> None:
        for name in names:
            if name in self.fields:
                self.fields[name] = self.fields.pop(name)

    def _set_initial(self) -> None:
        question = self.question
        if question is None:
            self.initial.setdefault("key", uuid.uuid4())
            return
        for name in self.fields:
            if hasattr(question, name) and name not in ("text", "hint", "show_if"):
                self.initial.setdefault(name, getattr(question, name))
        for name in ("text", "hint"):  # our own words come from the catalogues
            if isinstance(words := getattr(question, name), LocalizedText):
                self.initial.setdefault(name, words)
        for number, (code, text) in enumerate(question.choice_texts.items(), 1):
            self.initial.setdefault(f"choice-{number}", text)
            self.initial.setdefault(f"choice-{number}-code", code)
        if question.show_if is not None:
            self.initial.setdefault("show_if", "=".join(question.show_if))

    @property
    def words_and_choices(self) -> list[forms.BoundField]:
        return [one for one in self.visible_fields() if self._is_worded(one.name)]

    @property
    def how_it_is_asked(self) -> list[forms.BoundField]:
        return [one for one in self.visible_fields() if not self._is_worded(one.name)]

    def _is_worded(self, name: str) -> bool:
        return name in ("text", "hint") or name.startswith("choice-")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for least, most, said in WRONG_WAY_ROUND:
            first, last = data.get(least), data.get(most)
            if first is not None and last is not None and last < first:
                self.add_error(most, said)
        if data.get("is_sensitive") and not data.get("sensitive_reason"):
            self.add_error(
                "sensitive_reason",
                _("Say why you ask what isn’t public: people read it beside the question."),
            )
        if given_away := self._given_away(data):
            self.add_error("is_sensitive", gives_away(given_away))
        given = [number for number in self.numbers if data.get(f"choice-{number}")]
        if self.rows and len(given) < LEAST_CHOICES:
            self.add_error("choice-1", _("Give at least two choices."))
        return data

    def _given_away(self, data: dict[str, Any]) -> str:
        """The public question, this or one that depends on it, whose answers say too much."""
        if data.get("is_sensitive"):
            code = self.question.code if self.question else ""
            depending = [row for row in self.later if row.show_if and row.show_if[0] == code]
            return next((row.label for row in depending if not row.is_sensitive), "")
        code = data.get("show_if", "").partition("=")[0]
        is_hidden = any(row.code == code and row.is_sensitive for row in self.earlier)
        return marked(data.get("text")) if is_hidden else ""

    def as_sent(self) -> dict[str, Any]:
        """What was typed, unchecked, to begin a form with more rows with."""
        return {
            name: one.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, one in self.fields.items()
        }

    def words(self) -> QuestionWords:
        data = self.cleaned_data
        code, _equals, choice = data.get("show_if", "").partition("=")
        choices = [
            ChoiceWords(data[f"choice-{number}"], data[f"choice-{number}-code"])
            for number in self.numbers
            if data[f"choice-{number}"]
        ]
        limits = {name: data.get(name) for name in self.kind.limits}
        return QuestionWords(
            text=data.get("text", LocalizedText()),
            kind=self.kind.key,
            hint=data.get("hint", LocalizedText()),
            is_required=data.get("is_required", False),
            starts_page=data.get("starts_page", False),
            choices=choices,
            show_if=(code, choice) if code else None,
            is_sensitive=data.get("is_sensitive", False),
            sensitive_reason=data.get("sensitive_reason", LocalizedText()),
            **limits,
        )
