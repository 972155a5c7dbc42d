"""A milestone, and when it is due."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.plans.actions.milestones import MilestoneWords
from accord.plans.models import (
    DuePrecision,
)
from accord.spaces.models import Space
from accord.ui.days import DayField
from accord.ui.texts import TextFormField


class MilestoneForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    starts_on = DayField(required=False, label=_("Starts on"))
    due_on = DayField(required=False, label=_("Due on"))
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
            label=_("The date in words, if it can’t be a day"),
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
            self.add_error("due_on", _("It can’t be due before it starts."))
        return data

    def words(self) -> MilestoneWords:
        names = ("title", "outputs", "starts_on", "due_on", "due_precision", "due_text")
        return MilestoneWords(**{name: self.cleaned_data[name] for name in names})
