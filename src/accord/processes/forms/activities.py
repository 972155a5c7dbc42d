"""The purpose sheet as a form, and the dates that move with a reason."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.processes.actions.dates import days_of
from accord.processes.dates import closing_instant, first_instant
from accord.processes.forms.processes import words_field
from accord.processes.models import Activity, IdentityPolicy, Influence, Phase
from accord.processes.sheet import ASKED, emptied_words
from accord.spaces.models import Space
from accord.ui.days import DayField
from accord.ui.forms import need_sometimes

WORDS = {
    "title": (_("Title"), 200),
    "purpose": (_("What this is for"), 5000),
    "question": (_("What is asked"), 1000),
    "audience": (_("Who is asked"), 1000),
    "can_change": (_("What can change"), 5000),
    "decided_by": (_("Who decides"), 1000),
}
CHOSEN = ("influence", "identity_policy", "phase")
GROUPS = [
    (_("What it is for"), ("title", "purpose", "question", "audience")),
    (_("What people can change"), ("can_change", "decided_by", "influence")),
    (_("What others see"), ("identity_policy",)),
    (_("When"), ("phase", "opens_on", "last_day", "answer_due_on")),
]
ANCHORS = {"opens_at": "opens_on", "closes_at": "last_day"}


@dataclass(frozen=True)
class Group:
    title: Any
    fields: list[forms.BoundField]


class SheetForm(forms.Form):
    """All may be left empty until the sheet is announced; then the action refuses holes."""

    influence = forms.ChoiceField(
        label=_("How much people can change"),
        choices=Influence.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    identity_policy = forms.ChoiceField(
        label=_("What others see of who speaks"),
        help_text=_("It can be made safer after people were told, never less safe."),
        choices=IdentityPolicy.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    opens_on = DayField(label=_("First day"), required=False)
    last_day = DayField(label=_("Last day"), required=False)
    answer_due_on = DayField(label=_("Answers by"), required=False)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        space = activity.process.space
        super().__init__(*args, **{**kwargs, "initial": _initial(activity)})
        self.activity = activity
        for name, (label, length) in WORDS.items():
            self.fields[name] = words_field(
                space, label, max_length=length, long=length > 200, required=False
            )
        self.fields["phase"] = forms.ModelChoiceField(
            Phase.objects.filter(process=activity.process),
            required=False,
            label=_("Phase"),
            empty_label=_("None"),
        )
        if activity.announced_at is not None:
            for name in ("opens_on", "last_day", "answer_due_on"):
                del self.fields[name]

        self._mark_what_is_asked()

    def _mark_what_is_asked(self) -> None:
        """Once it is announced nothing may be emptied; before, a hole only keeps it from that."""
        asked = {ANCHORS.get(name, name) for name in ASKED}
        for name in asked & self.fields.keys():
            self.fields[name].required = self.activity.announced_at is not None
            need_sometimes(self.fields[name])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.activity.announced_at is not None:
            language = self.activity.process.space.language_choices[0][1]
            said = _("Write it in %(language)s too: people have read it there.")
            for name in emptied_words(self.activity, data):
                self.add_error(name, said % {"language": language})
        return data

    def groups(self) -> list[Group]:
        """The fields as they stand on the page, under their headings."""
        return [
            Group(title, [self[name] for name in names if name in self.fields])
            for title, names in GROUPS
        ]

    def changes(self) -> dict[str, Any]:
        """What `save_sheet` takes: days as the instants they mean in the space's zone."""
        zone, data = self.activity.process.space.zone, self.cleaned_data
        changes = {name: data[name] for name in (*WORDS, *CHOSEN)}
        if "opens_on" in self.fields:
            opens, last = data["opens_on"], data["last_day"]
            changes["opens_at"] = first_instant(opens, zone) if opens else None
            changes["closes_at"] = closing_instant(last, zone) if last else None
            changes["answer_due_on"] = data["answer_due_on"]
        return changes


def _initial(activity: Activity) -> dict[str, Any]:
    words = {name: getattr(activity, name) for name in (*WORDS, *CHOSEN)}
    return {**words, **days_of(activity)}


class ReasonForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = words_field(
            space,
            _("Why"),
            max_length=1000,
            long=True,
            help_text=_("Everyone can read this, next to the old date."),
        )


class PhaseDatesForm(ReasonForm):
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it empty if it has no end.")
    )
    field_order = ["starts_on", "ends_on", "reason"]

    def dates(self) -> dict[str, dt.date | None]:
        return {name: self.cleaned_data[name] for name in ("starts_on", "ends_on")}


class ActivityDatesForm(ReasonForm):
    opens_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    answer_due_on = DayField(label=_("Answers by"))
    field_order = ["opens_on", "last_day", "answer_due_on", "reason"]

    def dates(self) -> dict[str, dt.date | None]:
        names = ("opens_on", "last_day", "answer_due_on")
        return {name: self.cleaned_data[name] for name in names}
