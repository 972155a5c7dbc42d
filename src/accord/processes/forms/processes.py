"""What planners type about a process. Texts are official: in the languages of the space."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.forum.models import Forum
from accord.people.models import Person, normalised_email
from accord.processes.registry import activity_types
from accord.processes.templates import TEMPLATES, Notice, notice_given
from accord.record.roles import roles_in
from accord.spaces.models import Space
from accord.ui.days import DayField
from accord.ui.texts import TextFormField


def words_field(space: Space, label: Any, **kwargs: Any) -> TextFormField:
    return TextFormField(languages=space.language_choices, label=label, **kwargs)


class ProcessForm(forms.Form):
    template_key = forms.ChoiceField(
        label=_("Begin from"),
        help_text=_("It lays out phases and dates. You can change all of them."),
        widget=forms.RadioSelect,
        choices=[(one.key, one.name) for one in TEMPLATES.values()],
        initial="ogp-national-2022",
    )
    starts_on = DayField(label=_("First day of the first phase"))

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = words_field(space, _("Title"), max_length=200)
        self.fields["question"] = words_field(
            space,
            _("The question"),
            max_length=200,
            required=False,
            help_text=_("It is what people read first. You can write it later."),
        )
        forums = forms.ModelChoiceField(
            Forum.objects.filter(space=space),
            required=False,
            label=_("The forum that decides"),
            empty_label=_("None"),
        )
        self.fields["forum"] = forums
        self.order_fields(["title", "question", "forum", "template_key", "starts_on"])

    def notice(self, today: dt.date) -> Notice | None:
        """How early people would know if these dates were published today."""
        template = TEMPLATES.get(self.cleaned_data.get("template_key", ""))
        first = self.cleaned_data.get("starts_on")
        if template is None or first is None:
            return None
        before = sum(row.days for row in template.phases[: template.development_phase])
        try:
            starts_on = first + dt.timedelta(days=before)
        except OverflowError:
            return None
        return notice_given(template_key=template.key, published_on=today, starts_on=starts_on)


SECTIONS: dict[str, tuple[Any, dict[str, tuple[Any, int, bool]]]] = {
    "question": (
        _("The question"),
        {
            "title": (_("Title"), 200, True),
            "question": (_("The question"), 200, False),
        },
    ),
    "purpose": (
        _("What it is for"),
        {
            "purpose": (_("Why we ask, and what happens with the answers"), 5000, False),
            "decision_maker": (_("Who decides"), 2000, False),
        },
    ),
    "change": (
        _("What can change"),
        {
            "can_change": (_("What can change"), 5000, False),
            "cannot_change": (_("What can’t change"), 5000, False),
        },
    ),
}


class SectionForm(forms.Form):
    """One section of what a process says about itself."""

    def __init__(self, *args: Any, space: Space, section: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, length, is_needed) in SECTIONS[section][1].items():
            self.fields[name] = words_field(
                space, label, max_length=length, long=length > 200, required=is_needed
            )


class StartForm(forms.Form):
    development_starts_on = DayField(label=_("First day of work on the plan"))


class PhaseWordsForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = words_field(space, _("Name of the phase"), max_length=100)
        self.fields["about"] = words_field(
            space, _("What happens in it"), max_length=1000, long=True, required=False
        )


class PhaseForm(PhaseWordsForm):
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it empty if it has no end.")
    )
    field_order = ["name", "about", "starts_on", "ends_on"]


class AppointmentForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one this person signs in with."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What they will do"),
        widget=forms.RadioSelect,
        choices=lambda: [(role.key, role.name) for role in roles_in("process")],
    )

    def clean(self) -> dict[str, Any]:
        """With the `person` whose address it is."""
        data = super().clean() or {}
        if typed := normalised_email(data.get("email")):
            data["person"] = Person.objects.filter(email=typed, erased_at=None).first()
            if data["person"] is None:
                problem = _(
                    "Nobody here has this address. Ask them to sign in once, then try again."
                )
                self.add_error("email", problem)
        return data


class ActivityForm(forms.Form):
    type_key = forms.ChoiceField(label=_("Kind of activity"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type_key"].choices = [  # type: ignore[attr-defined]
            (one.key, f"{one.name}: {one.use}") for one in activity_types()
        ]
        self.fields["title"] = words_field(space, _("Title"), max_length=200)
