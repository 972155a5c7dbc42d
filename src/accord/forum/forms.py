"""A decision as it was taken, with how each seat stood."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accord.forum.actions import Stand
from accord.forum.models import Decision, Forum, Position, Seat
from accord.forum.places import place_named
from accord.forum.queries import seats_by_side
from accord.record.models import SubjectModel
from accord.spaces.models import Space
from accord.ui.days import DayField
from accord.ui.texts import TextFormField
from accord.ui.words import WordsField


@dataclass(frozen=True)
class SideRows:
    """One side of the forum in the form: its name, and two fields for each seat."""

    label: str
    colour: str
    rows: list[tuple[forms.BoundField, forms.BoundField]]


WORDS: list[tuple[str, Any, dict[str, Any]]] = [
    ("title", _("What was decided, in a sentence"), {"max_length": 200}),
    ("text", _("The decision and its reasons"), {"long": True}),
    ("decided_by", _("Who decided"), {"max_length": 200}),
]


class DecisionForm(forms.Form):
    decided_on = DayField(label=_("Day of the decision"))
    rule = forms.ChoiceField(
        label=_("How it was decided"), choices=Decision.Rule.choices, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        space: Space,
        within: SubjectModel,
        corrects: Decision | None = None,
        **kwargs: Any,
    ):
        forum = place_named(within.subject.kind).forum_of(within)
        super().__init__(*args, **{**kwargs, "initial": _initial(forum, corrects)})
        for name, label, more in WORDS:
            languages = space.language_choices
            self.fields[name] = TextFormField(languages=languages, label=label, **more)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the reasons below"), choices=space.language_choices
        )
        self.seats = _seats(forum, self._day())
        stood = {one.seat_id: one for one in corrects.positions.all()} if corrects else {}
        for seat in self.seats:
            self._add_seat(seat, stood.get(seat.pk))
        self.order_fields(["title", "text", "decided_by", "decided_on", "rule"])

    def _day(self) -> dt.date:
        """The day whose seats are asked: the one typed, if it is one."""
        try:
            typed: dt.date | None = self.fields["decided_on"].clean(self["decided_on"].data)
        except forms.ValidationError:
            typed = None
        return typed or self.initial["decided_on"]

    def _add_seat(self, seat: Seat, before: Position | None) -> None:
        self.fields[f"stance-{seat.pk}"] = forms.ChoiceField(
            label=str(seat.title),
            choices=[("", _("Not said")), *Position.Stance.choices],  # nobody agrees by default
            initial=before.stance if before else "",
            error_messages={"required": _("Say how this seat stood.")},
        )
        words = _now("Why: %(seat)s") % {"seat": seat.title}
        self.fields[f"reason-{seat.pk}"] = WordsField(
            label=_("Why"),
            max_length=2000,
            required=False,
            initial=str(before.reason) if before else "",
            widget=forms.TextInput(attrs={"aria-label": words, "dir": "auto"}),
        )

    def clean_decided_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for seat in self.seats:
            stance, reason = data.get(f"stance-{seat.pk}"), data.get(f"reason-{seat.pk}")
            if stance == Position.Stance.DISSENTED and not reason:
                problem = _now("%(seat)s disagreed. Write down why; it is published.")
                self.add_error(f"reason-{seat.pk}", problem % {"seat": seat.title})
        return data

    def sides(self) -> list[SideRows]:
        return [
            SideRows(
                side.label,
                side.colour,
                [(self[f"stance-{one.pk}"], self[f"reason-{one.pk}"]) for one in side.seats],
            )
            for side in seats_by_side(self.seats)
        ]

    def decision(self) -> dict[str, Any]:
        """What `record_decision` takes."""
        data = self.cleaned_data
        names = ("title", "text", "decided_by", "decided_on", "rule")
        return {name: data[name] for name in names} | {
            "positions": {seat: self._stand(seat) for seat in self.seats}
        }

    def _stand(self, seat: Seat) -> Stand:
        reason = self.cleaned_data[f"reason-{seat.pk}"]
        said = {self.cleaned_data["language"]: reason} if reason else None
        return Stand(self.cleaned_data[f"stance-{seat.pk}"], said)


def _seats(forum: Forum | None, day: dt.date) -> list[Seat]:
    return [] if forum is None else list(forum.seats.current(day).order_by("pk"))


def _initial(forum: Forum | None, corrects: Decision | None) -> dict[str, Any]:
    language = (get_language() or "en").split("-")[0]
    if corrects is None:
        by = forum.name if forum else None
        return {"decided_on": timezone.localdate(), "decided_by": by, "language": language}
    names = ("title", "text", "decided_by", "rule", "decided_on")
    return {name: getattr(corrects, name) for name in names} | {"language": language}
