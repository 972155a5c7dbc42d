"""Who leads, and who helps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.organisations.models import Office, Side
from accord.plans.actions.drafts import LeadRow
from accord.plans.forms.rows import GrowingForm
from accord.spaces.models import Space
from accord.ui.texts import tidy
from accord.ui.words import WordsField

LEAD_ROWS = 4


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
                empty_label=_("None"),
            )
            if is_first and needs_office:
                continue
            self.fields[f"name-{number}"] = WordsField(
                required=False, max_length=250, label=_("Or another body, by its name")
            )
            self.fields[f"side-{number}"] = forms.ChoiceField(
                choices=Side.choices, required=False, label=_("Side of that body")
            )

    @property
    def bodies(self) -> list[list[forms.BoundField]]:
        """The fields of each office or body, which stand together on the page."""
        names = ("office", "name", "side")
        return [
            [self[f"{name}-{number}"] for name in names if f"{name}-{number}" in self.fields]
            for number in self.numbers
        ]

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
