from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accord.forum.models import Decision
from accord.processes.models import Process
from accord.spaces.models import Space
from accord.ui.texts import TextFormField
from accord.ui.words import HeldWordsField


class ThemeForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = space.language_choices
        self.fields["title"] = TextFormField(
            languages=languages, max_length=200, label=_("What people say, in one sentence")
        )
        self.fields["summary"] = TextFormField(
            languages=languages,
            long=True,
            required=False,
            label=_("A neutral summary"),
            help_text=_("Say what was said, not what you think of it. Keep what doesn’t fit."),
        )


class SynthesisForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = space.language_choices
        self.fields["title"] = TextFormField(languages=languages, max_length=200, label=_("Title"))
        self.fields["intro"] = TextFormField(
            languages=languages,
            long=True,
            required=False,
            label=_("What this is, and what comes next"),
        )


class ParagraphForm(forms.Form):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = space.language_choices
        self.fields["section"] = TextFormField(
            languages=languages, max_length=200, required=False, label=_("Heading")
        )
        self.fields["heard"] = TextFormField(
            languages=languages, long=True, label=_("What we heard")
        )


class VoiceForm(forms.Form):
    """Somebody's own words back to us."""

    text = HeldWordsField(
        label=_("What did you mean?"),
        help_text=_("Everybody can read it on the page of the theme."),
        max_length=2000,
        widget=forms.Textarea(attrs={"dir": "auto"}),
        error_messages={"required": _("Write at least a few words.")},
    )


class MergeForm(forms.Form):
    into = forms.ChoiceField(label=_("Which theme is it part of?"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        into.choices = choices


class DecisionForm(forms.Form):
    """Which decision a theme was about."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("What was decided"), empty_label=_("Choose a decision")
    )

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ModelChoiceField)  # noqa: S101 - narrows for the type checker
        decision.queryset = Decision.objects.within(process, process.forum_id).order_by("-number")
