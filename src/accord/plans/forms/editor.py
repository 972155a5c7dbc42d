"""A plan, its commitments, and the sections these are written in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.organisations.models import Topic
from accord.plans.actions.drafts import NumberedWords
from accord.plans.models import (
    PlanTemplate,
    TemplateField,
)
from accord.plans.queries import FieldWords
from accord.plans.words import advice
from accord.spaces.models import Space
from accord.ui.days import DayField
from accord.ui.texts import LocalizedText, TextFormField
from accord.ui.words import WordsField

BLANK_CLAUSES = 2


class PlanForm(forms.Form):
    template = forms.ModelChoiceField(
        PlanTemplate.objects.order_by("-valid_from"),
        label=_("Form of the commitments"),
        empty_label=_("Choose a form"),
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = space.language_choices
        self.fields["title"] = TextFormField(
            languages=languages, max_length=200, label=_("Title of the plan")
        )
        self.fields["summary"] = TextFormField(
            languages=languages, long=True, required=False, label=_("What it is about")
        )
        self.fields["template"].label_from_instance = lambda one: str(one.name)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end <= start:
            self.add_error("ends_on", _("The last day comes after the first."))
        return data


class CommitmentForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = TextFormField(
            languages=space.language_choices,
            max_length=200,
            label=_("Title"),
            help_text=_("Short, and says what will change."),
        )
        self.fields["topic"] = forms.ModelChoiceField(
            Topic.objects.filter(space=space),
            required=False,
            label=_("Subject"),
            empty_label=_("None"),
        )


class SectionForm(forms.Form):
    """One section of the form; its fields are the template's."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self,
        *args: Any,
        space: Space,
        fields: list[FieldWords],
        title: LocalizedText | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section = fields
        self.languages = space.language_choices
        if title is not None:
            self.fields["title"] = TextFormField(
                languages=self.languages, max_length=200, label=_("Title"), initial=title
            )
        for entry in fields:
            if entry.kind == TemplateField.Kind.CLAUSES:
                self._add_clauses(entry)
            else:
                text = entry.clauses[0].text if entry.clauses else LocalizedText()
                self._add(f"field-{entry.key}", entry, str(entry.label), text)

    def _add(self, name: str, entry: FieldWords, label: str, text: LocalizedText) -> None:
        self.fields[name] = TextFormField(
            languages=self.languages,
            long=entry.kind != TemplateField.Kind.LINE,
            max_length=20_000,
            required=False,
            label=label,
            initial=text,
            help_text=advice(entry, text),
        )

    def _add_clauses(self, entry: FieldWords) -> None:
        for words in entry.clauses:
            label = f"{words.clause.code} {entry.label}"
            self._add(f"clause-{entry.key}-{words.clause.code}", entry, label, words.text)
        for number in range(1, BLANK_CLAUSES + 1):
            label = str(_("%(field)s One more clause.")) % {"field": entry.label}
            self._add(f"new-{entry.key}-{number}", entry, label, LocalizedText())

    def prose(self) -> dict[str, LocalizedText]:
        return {
            entry.key: self.cleaned_data[f"field-{entry.key}"]
            for entry in self.section
            if entry.kind != TemplateField.Kind.CLAUSES
        }

    def numbered(self) -> dict[str, list[NumberedWords]]:
        found: dict[str, list[NumberedWords]] = {}
        for entry in self.section:
            if entry.kind != TemplateField.Kind.CLAUSES:
                continue
            rows = found.setdefault(entry.key, [])
            for name, value in self.cleaned_data.items():
                if name.startswith(f"clause-{entry.key}-"):
                    rows.append(NumberedWords(name.removeprefix(f"clause-{entry.key}-"), value))
                elif name.startswith(f"new-{entry.key}-"):
                    rows.append(NumberedWords("", value))
        return found


class VersionForm(forms.Form):
    note = WordsField(required=False, max_length=200, label=_("Why a new version?"))
