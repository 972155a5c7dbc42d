"""What people type into plans. Texts are official: in the languages of the space."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.plans.actions.drafting import LeadRow, NumberedWords
from accord.plans.actions.milestones import MilestoneWords
from accord.plans.actions.reporting import (
    EvidenceRow,
    ReportWords,
    is_web_address,
    needs_reason,
)
from accord.plans.checks import decision_lack
from accord.plans.models import (
    ActionPlan,
    DuePrecision,
    Milestone,
    PlanTemplate,
    TemplateField,
)
from accord.plans.progress import status_word
from accord.plans.reading import FieldWords
from accord.plans.words import advice
from accord.processes.models import Decision
from accord.spaces.models import Office, Side, Space, Topic
from accord.ui.texts import Text, TextFormField, tidy

BLANK_CLAUSES = 2
EVIDENCE_ROWS = 3
LEAD_ROWS = 4


def check_year(day: dt.date) -> None:
    if not 1900 <= day.year < 2200:
        raise forms.ValidationError(
            _("Check the year: %(year)s is far off."), params={"year": day.year}
        )


def day_field(**kwargs: Any) -> forms.DateField:
    """A day of our own time: 0202 is a slip of the finger."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, validators=[check_year], **kwargs)


class PlanForm(forms.Form):
    template = forms.ModelChoiceField(
        PlanTemplate.objects.order_by("-valid_from"), label=_("Form of the commitments")
    )
    starts_on = day_field(label=_("First day"))
    ends_on = day_field(label=_("Last day"))

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
            Topic.objects.filter(space=space), required=False, label=_("Subject")
        )


class SectionForm(forms.Form):
    """One section of the form; its fields are the template's."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self, *args: Any, space: Space, fields: list[FieldWords], title: Text | None, **kwargs: Any
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
                text = entry.clauses[0].text if entry.clauses else Text()
                self._add(f"field-{entry.key}", entry, str(entry.label), text)

    def _add(self, name: str, entry: FieldWords, label: str, text: Text) -> None:
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
            self._add(f"new-{entry.key}-{number}", entry, label, Text())

    def prose(self) -> dict[str, Text]:
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
    note = forms.CharField(required=False, max_length=200, label=_("Why a new version?"))


class GrowingForm(forms.Form):
    """A form with numbered rows; a button adds one more, and what was typed stays."""

    row_name: str
    most_rows = 30

    def __init__(self, *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = min(max(rows, self._sent_rows()), self.most_rows)

    def _sent_rows(self) -> int:
        named = [number for number in range(1, self.most_rows + 1) if self._is_sent(number)]
        return max(named, default=0)

    def _is_sent(self, number: int) -> bool:
        return self.row_name % number in self.data

    @property
    def numbers(self) -> range:
        return range(1, self.rows + 1)

    @property
    def may_grow(self) -> bool:
        return self.rows < self.most_rows

    def as_sent(self) -> dict[str, Any]:
        """What was typed, unchecked, to begin a larger form with."""
        return {
            name: one.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, one in self.fields.items()
        }


class LeadsForm(GrowingForm):
    """The first row leads, the others help: each an office, or another body by its name."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    row_name = "office-%d"

    def __init__(
        self, *args: Any, space: Space, needs_office: bool, rows: int = LEAD_ROWS, **kwargs: Any
    ) -> None:
        """`needs_office`: whether an office of the space must lead, as it must a commitment."""
        super().__init__(*args, rows=rows, **kwargs)
        offices = Office.objects.filter(space=space).order_by("code")
        for number in self.numbers:
            is_first = number == 1
            self.fields[f"office-{number}"] = forms.ModelChoiceField(
                offices,
                required=is_first and needs_office,
                label=_("Office that leads") if is_first else _("Office that helps"),
            )
            if is_first and needs_office:
                continue
            self.fields[f"name-{number}"] = forms.CharField(
                required=False, max_length=250, label=_("Or another body, by its name")
            )
            self.fields[f"side-{number}"] = forms.ChoiceField(
                choices=Side.choices, required=False, label=_("Side of that body")
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        found: list[object] = []
        for number in self.numbers:
            office, name = data.get(f"office-{number}"), tidy(data.get(f"name-{number}") or "")
            if office and name:
                self.add_error(f"name-{number}", _("Choose an office or write a name, not both."))
            who = office or name.casefold()
            if who and who in found:
                self.add_error(f"office-{number}", _("This one stands above already."))
            found.append(who)
        if not found[0] and any(found) and "office-1" not in self.errors:
            self.add_error("office-1", _("Say first who leads."))
        return data

    def leads(self) -> list[LeadRow]:
        data, rows = self.cleaned_data, []
        for number in self.numbers:
            office, name = data.get(f"office-{number}"), tidy(data.get(f"name-{number}") or "")
            if office is not None:
                rows.append(LeadRow(str(office), office))
            elif name:
                rows.append(LeadRow(name, None, data.get(f"side-{number}") or Side.GOVERNMENT))
        return rows


class MilestoneForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    starts_on = day_field(required=False, label=_("Starts on"))
    due_on = day_field(required=False, label=_("Due on"))
    due_precision = forms.ChoiceField(
        choices=DuePrecision.choices, initial=DuePrecision.DAY, label=_("How exact is the date?")
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = space.language_choices
        self.fields["title"] = TextFormField(
            languages=languages, max_length=300, label=_("What will be done")
        )
        self.fields["outputs"] = TextFormField(
            languages=languages,
            long=True,
            required=False,
            label=_("What will others be able to see?"),
            help_text=_("Something anyone can check."),
        )
        self.fields["due_text"] = TextFormField(
            languages=languages,
            max_length=200,
            required=False,
            label=_("The date in words, if it can't be a day"),
        )
        self.order_fields(["title", "outputs", "starts_on", "due_on", "due_precision", "due_text"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        precision, due = data.get("due_precision"), data.get("due_on")
        is_dated = precision not in (DuePrecision.TEXT, DuePrecision.NONE)
        if precision and is_dated and due is None and "due_on" not in self.errors:
            self.add_error("due_on", _("Say when it is due."))
        if precision and not is_dated and due:
            self.add_error("due_precision", _("You gave a day: say day, month or year."))
        if precision == DuePrecision.TEXT and not data.get("due_text"):
            self.add_error("due_text", _("Say in words when it is due."))
        start = data.get("starts_on")
        if start and due and due < start:
            self.add_error("due_on", _("It can't be due before it starts."))
        return data

    def words(self) -> MilestoneWords:
        names = ("title", "outputs", "starts_on", "due_on", "due_precision", "due_text")
        return MilestoneWords(**{name: self.cleaned_data[name] for name in names})


class ReasonForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextFormField(
            languages=space.language_choices, long=True, label=_("Why it is withdrawn")
        )


class AdoptionForm(forms.Form):
    """The decision; and where answers are owed, a reason and a typed confirmation."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("By which decision?"), empty_label=_("Choose a decision")
    )

    def __init__(self, *args: Any, plan: ActionPlan, owed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owed, self.plan = owed, plan
        decisions = Decision.objects.filter(process=plan.process_id).order_by("-number")
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        if owed:
            self.fields["reason"] = TextFormField(
                languages=plan.space.language_choices,
                long=True,
                label=_("Why can't the answers wait?"),
                help_text=_("This stands on the cover of the plan, with your name."),
            )
        self.fields["confirmation"] = forms.CharField(
            max_length=60,
            label=_("Type the plan's short name to adopt it"),
            help_text=plan.slug,
        )

    def clean_decision(self) -> Decision:
        decision: Decision = self.cleaned_data["decision"]
        if problem := decision_lack(self.plan, decision):
            raise forms.ValidationError(problem)
        return decision

    def clean_confirmation(self) -> str:
        typed: str = self.cleaned_data["confirmation"]
        if typed.strip() != self.plan.slug:
            raise forms.ValidationError(_("This isn't the plan's short name."))
        return typed


class PeriodForm(forms.Form):
    code = forms.SlugField(max_length=20, label=_("Short name"), help_text=_("For example 2027-1"))
    starts_on = day_field(label=_("First day"))
    ends_on = day_field(label=_("Last day"))

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = TextFormField(
            languages=space.language_choices, max_length=120, label=_("Name people read")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The last day comes after the first."))
        return data


class ReportForm(GrowingForm):
    """What a report asks when it is published; a draft may leave anything empty."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    status = forms.ChoiceField(widget=forms.RadioSelect, label=_("How far is it?"))
    expected_on = day_field(required=False, label=_("If the date moves: when is it expected now?"))
    row_name = "evidence-%d-url"

    def __init__(
        self,
        *args: Any,
        milestone: Milestone,
        space: Space,
        rows: int = EVIDENCE_ROWS,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, rows=rows, **kwargs)
        self.milestone, self.is_draft = milestone, is_draft
        plan, languages = milestone.commitment.plan, space.language_choices
        self.fields["status"].choices = [(one, status_word(plan, one)) for one in plan.status_scale]  # type: ignore[attr-defined]
        self.fields["status"].required = not is_draft
        self.fields["text"] = TextFormField(
            languages=languages, long=True, required=not is_draft, label=_("What was done?")
        )
        self.fields["reason"] = TextFormField(
            languages=languages,
            long=True,
            required=False,
            label=_("Why is it behind?"),
            help_text=_("Needed when it has hardly begun, or its date is past."),
        )
        self.fields["next_steps"] = TextFormField(
            languages=languages, long=True, required=False, label=_("What comes next?")
        )
        for number in self.numbers:
            self.fields[f"evidence-{number}-url"] = forms.CharField(
                required=False,
                max_length=1000,
                label=_("Link to evidence"),
                widget=forms.URLInput(attrs={"placeholder": "https://"}),
            )
            self.fields[f"evidence-{number}-title"] = TextFormField(
                languages=languages, max_length=200, required=False, label=_("What it shows")
            )
        self.order_fields(["status", "text", "reason", "expected_on", "next_steps"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        status = data.get("status")
        is_public = not self.is_draft
        if is_public and status and not data.get("reason") and needs_reason(self.milestone, status):
            self.add_error("reason", _("Say why it is behind."))
        for number in self.numbers:
            url, title = data.get(f"evidence-{number}-url"), data.get(f"evidence-{number}-title")
            if url and not is_web_address(url.strip()):
                self.add_error(
                    f"evidence-{number}-url", _("A link starts with https:// or http://.")
                )
            if is_public and title and url == "":
                self.add_error(f"evidence-{number}-url", _("Give the link to this evidence."))
        return data

    def words(self) -> ReportWords:
        data = self.cleaned_data
        found = [(data[f"evidence-{n}-url"], data[f"evidence-{n}-title"]) for n in self.numbers]
        rows = [EvidenceRow(url.strip(), title) for url, title in found if url or title]
        expected: dt.date | None = data["expected_on"]
        return ReportWords(
            data["status"], data["text"], data["reason"], data["next_steps"], expected, rows
        )
