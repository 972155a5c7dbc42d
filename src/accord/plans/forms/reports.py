"""Periods, and what each side reports in them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.plans.actions.reports import (
    EvidenceRow,
    ReportWords,
    is_past_due,
    is_web_address,
    needs_reason,
    reason_lack,
    statuses_with_reason,
)
from accord.plans.forms.rows import GrowingForm
from accord.plans.models import (
    Milestone,
)
from accord.plans.progress import status_word
from accord.questions.declared import DeclaredQuestion
from accord.questions.forms.answers import field_of
from accord.questions.registry import Asking
from accord.questions.sheets import declared_sheet
from accord.spaces.models import Space
from accord.ui.codes import CodeField
from accord.ui.days import DayField
from accord.ui.forms import need_sometimes
from accord.ui.texts import TextFormField

EVIDENCE_ROWS = 3


class PeriodForm(forms.Form):
    code = CodeField(max_length=20, label=_("Short name"), help_text=_("For example 2027-1"))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

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


# What a report is asked; its answers are kept in the report itself.
QUESTIONS = (
    DeclaredQuestion("status", "single", _("How far is it?"), stored_as="status"),
    DeclaredQuestion("text", "official_text", _("What was done?"), stored_as="text"),
    DeclaredQuestion(
        "reason",
        "official_text",
        _("What holds it up?"),
        is_required=False,
        stored_as="reason",
    ),
    DeclaredQuestion(
        "expected_on",
        "date",
        _("If the date moves: when is it expected now?"),
        is_required=False,
        stored_as="expected_on",
    ),
    DeclaredQuestion(
        "next_steps",
        "official_text",
        _("What comes next?"),
        is_required=False,
        stored_as="next_steps",
    ),
)


def reason_hint(milestone: Milestone) -> str:
    """For which statuses a reason is needed, in the plan's own words."""
    plan = milestone.commitment.plan
    if is_past_due(milestone):
        done = status_word(plan, plan.status_scale[-1])
        said = _("The milestone’s date is past: needed unless you say “%(status)s”.")
        return said % {"status": done}
    owed = statuses_with_reason(plan)
    words = [_("“%(status)s”") % {"status": status_word(plan, one)} for one in owed]
    return _("Needed if you say one of these: %(statuses)s.") % {"statuses": ", ".join(words)}


class ReportForm(GrowingForm):
    """What a report asks when it is published; a draft may leave anything empty."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
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
        scale = [(one, status_word(plan, one)) for one in plan.status_scale]
        asking = Asking(is_draft=is_draft, languages=languages, choices={"status": scale})
        sheet = declared_sheet(QUESTIONS)
        for question in sheet.questions:
            self.fields[question.name] = field_of(sheet, question, asking)
        self.fields["reason"].help_text = reason_hint(milestone)
        need_sometimes(self.fields["reason"])
        for number in self.numbers:
            self.fields[f"evidence-{number}-url"] = forms.CharField(
                required=False,
                max_length=1000,
                label=_("Link %(number)d") % {"number": number},
                help_text=_("To evidence that stands elsewhere.") if number == 1 else "",
                widget=forms.URLInput(attrs={"placeholder": "https://"}),
            )
            self.fields[f"evidence-{number}-title"] = TextFormField(
                languages=languages,
                max_length=200,
                required=False,
                label=_("What link %(number)d shows") % {"number": number},
            )
        self.order_fields([question.code for question in QUESTIONS])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        status = data.get("status")
        is_public = not self.is_draft
        if is_public and status and not data.get("reason") and needs_reason(self.milestone, status):
            self.add_error("reason", reason_lack(self.milestone, status))
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
        answered = {question.stored_as: data[question.code] for question in QUESTIONS}
        return ReportWords(**answered, evidence=rows)
