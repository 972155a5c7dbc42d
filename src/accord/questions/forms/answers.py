"""The form in which people answer a sheet: each question by its kind, a page at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from accord.questions.answers import GivenAnswer
from accord.questions.registry import Asking
from accord.questions.sheets import AskedQuestion, AskedSheet, asked_of, not_public
from accord.ui.anchors import anchor_of

PARTS = "/"  # between the parts of what several inputs say, such as a day


def field_of(sheet: AskedSheet, question: AskedQuestion, asking: Asking) -> forms.Field:
    """The field of a question, with its words and whether it must be answered."""
    kind = question.kind
    found = kind.field(question, asking)
    found.label = kind.label(question, asking)
    found.help_text = help_of(sheet, question, asking)
    found.required = kind.is_required(question, asking) and not asking.is_draft
    found.widget.is_required = found.required
    if question.show_if is not None:  # a browser would demand it of those it isn't asked of
        found.widget.use_required_attribute = lambda initial: False
    return found


def help_of(sheet: AskedSheet, question: AskedQuestion, asking: Asking) -> str:
    kind = question.kind
    parts = [sheet.condition(question), kind.hint(question, asking), kind.limits_in_words(question)]
    if question.is_sensitive:
        parts += [not_public(), question.reason]
    said = [_ended(part) for part in parts if part]
    return said[0] if len(said) == 1 else SafeString(" ".join(map(conditional_escape, said)))


def _ended(sentence: str) -> str:
    """With a full stop where it goes on: a condition is no whole sentence by itself."""
    is_whole = sentence.rstrip('”»"’ \u00a0').endswith((".", "?", "!", "…", "。", "؟"))
    return sentence if is_whole else SafeString(f"{conditional_escape(sentence)}.")


@dataclass(frozen=True)
class CheckRow:
    """A question and what was answered, as people read both before they send."""

    question: AskedQuestion
    label: str
    shown: str
    anchor: str

    @property
    def page(self) -> int:
        return self.question.page

    @property
    def is_typed(self) -> bool:
        return self.question.kind.is_free_text


class AnswerForm(forms.Form):
    """The questions up to a page, or all; the answers to those elsewhere go along unseen.

    So each page carries all that was typed, and what is sent is what was read. A question that
    isn't asked after what was answered before it is neither required nor taken.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        sheet: AskedSheet,
        asking: Asking,
        page: int | None = None,
        draft: Mapping[str, str] | None = None,
        at_check: bool = False,
        only: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.sheet, self.asking, self.page = sheet, asking, page
        self.values: dict[str, Any] = {}
        wanted = sheet.at_check if at_check else sheet.to_fill_in
        self.asked = [
            question
            for question in asked_of(sheet, asking)
            if question in wanted and (only is None or question.name in only)
        ]
        self.kinds = {row.name: row.kind for row in self.asked}
        self.all_fields = {row.name: field_of(sheet, row, asking) for row in self.asked}
        shown = [row.name for row in self.asked if page is None or row.page <= page]
        self.fields |= {name: self.all_fields[name] for name in shown}
        self.raw = data
        if data is None:
            self.raw = self._as_data(draft or {})
            self.initial = {**self.initial, **self._as_initial(draft or {})}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.values = {}
        for question in self.asked:
            if question.name not in self.fields:
                continue
            if not self.sheet.asks(question, self.values):
                self.errors.pop(question.name, None)
                data.pop(question.name, None)
            elif question.name in data:
                self.values[question.code] = question.kind.value(data[question.name])
        return data

    # --- The page -----------------------------------------------------------------------------
    @property
    def here(self) -> list[forms.BoundField]:
        """The fields of this page that are asked, as far as earlier pages tell."""
        return [self[question.name] for question in self._asked_here()]

    def _asked_here(self) -> list[AskedQuestion]:
        if self.page is None:
            return self.asked
        rows = [question for question in self.asked if question.page == self.page]
        if all(question.show_if is None for question in rows):
            return rows
        earlier = self._read_before()
        return [row for row in rows if self._may_be_asked(row, earlier)]

    def _may_be_asked(self, question: AskedQuestion, earlier: Mapping[str, Any]) -> bool:
        if question.show_if is None:
            return True
        source = self.sheet.by_code[question.show_if[0]]
        if source.page == question.page:
            return self._may_be_asked(source, earlier)
        return self.sheet.asks(question, earlier)

    def _read_before(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        before = [row for row in self.asked if self.page is not None and row.page < self.page]
        for question in before:
            if self.sheet.asks(question, values):
                try:
                    typed = self.all_fields[question.name].clean(self._typed(question.name))
                except forms.ValidationError:
                    continue
                values[question.code] = question.kind.value(typed)
        return values

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What was answered on other pages, as hidden fields carry it."""
        here = {question.name for question in self._asked_here()}
        yield from self._pairs(row.name for row in self.asked if row.name not in here)

    @property
    def as_sent(self) -> Iterator[tuple[str, str]]:
        """All that was answered, as hidden fields carry it."""
        yield from self._pairs(row.name for row in self.asked)

    def _pairs(self, names: Any) -> Iterator[tuple[str, str]]:
        for name in names:
            for part, values in self._parts(name, self._text(name)):
                yield from ((part, value) for value in values)

    @property
    def check_rows(self) -> list[CheckRow]:
        """What somebody wrote, question by question; without those that weren't asked."""
        rows = []
        for question in self.asked:
            if self.sheet.asks(question, self.values):
                value = self.values.get(question.code)
                shown = (
                    "" if question.kind.is_empty(value) else question.kind.shown(question, value)
                )
                field = self[question.name]
                label = question.kind.label(question, self.asking)
                rows.append(CheckRow(question, label, shown, anchor_of(field)))
        return rows

    @property
    def first_page_in_error(self) -> int:
        pages = [question.page for question in self.asked if question.name in self.errors]
        return min(pages, default=1)

    # --- What was typed -----------------------------------------------------------------------
    def typed(self) -> dict[str, str]:
        """All that was typed, right or wrong, as a draft keeps it: a text for each question."""
        return {question.name: self._text(question.name) for question in self.asked}

    def _typed(self, name: str) -> Any:
        return self.all_fields[name].widget.value_from_datadict(self.raw, {}, name)

    def _text(self, name: str) -> str:
        widget, value = self.all_fields[name].widget, self._typed(name)
        if isinstance(widget, forms.CheckboxInput):
            return "on" if value else ""
        if isinstance(widget, forms.MultiWidget):
            return PARTS.join(str(part or "").replace(PARTS, " ") for part in value or ())
        if isinstance(value, list):
            return "\n".join(map(str, value))
        return self.kinds[name].as_draft(str(value or ""))

    def _parts(self, name: str, text: str) -> list[tuple[str, list[str]]]:
        """What a browser would send to say this."""
        widget = self.all_fields[name].widget
        if isinstance(widget, forms.MultiWidget):
            texts = text.split(PARTS)
            suffixes: list[str] = widget.widgets_names  # type: ignore[attr-defined]
            names = [f"{name}{suffix}" for suffix in suffixes]
            return [(part, [said]) for part, said in zip(names, texts, strict=False)]
        if isinstance(widget, forms.CheckboxInput):
            return [(name, [text])] if text else []
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return [(name, text.split("\n"))] if text else []
        return [(name, [text])]

    def _as_data(self, draft: Mapping[str, str]) -> "MultiValueDict[str, str]":
        """A page that nobody has seen yet went along empty: there what it proposes stands."""
        texts = {
            name: draft[name] or str(field.initial or "")
            for name, field in self.all_fields.items()
            if name in draft
        }
        return MultiValueDict(
            dict(pair for name, text in texts.items() for pair in self._parts(name, text))
        )

    def _as_initial(self, draft: Mapping[str, str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in self.all_fields:
            if name in draft:
                value = self._typed(name)
                found[name] = value
        return found

    # --- What was answered --------------------------------------------------------------------
    def stored(self, path: str) -> Any:
        """What was answered to the question of ours that is kept there; empty if none was."""
        for question in self.asked:
            if question.stored_as == path:
                return self.cleaned_data.get(question.name) or ""
        return ""

    def given(self) -> tuple[GivenAnswer, ...]:
        """The answers to added questions that have rows of their own."""
        return tuple(
            GivenAnswer(question, self.values[question.code])
            for question in self.asked
            if question.row is not None
            and not question.is_built_in
            and not question.kind.is_empty(self.values.get(question.code))
        )


def from_draft(
    draft: Mapping[str, str], *, sheet: AskedSheet, asking: Asking, page: int | None = None
) -> AnswerForm:
    """The form with what a draft holds as if it had just been typed, to be checked."""
    blank = AnswerForm(sheet=sheet, asking=asking, draft=draft)
    return AnswerForm(blank.raw, sheet=sheet, asking=asking, page=page)
