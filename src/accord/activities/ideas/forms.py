"""What people type about an idea, and how they look through the list."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accord.contributions.forms import SignedForm
from accord.ui.words import HeldWordsField, WordsField


class IdeaForm(SignedForm):
    title = HeldWordsField(
        label=_("Your idea in a sentence"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    body = HeldWordsField(
        label=_("What should change, and why?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    place = WordsField(
        label=_("Where is it about?"),
        help_text=_("A town, a street or a school. You can leave it empty."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    signed_as = WordsField(
        label=_("Your name"),
        help_text=_("Shown with your idea. You can leave it empty."),
        max_length=80,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "en").split("-")[0]


class SendForm(forms.Form):
    consent = forms.BooleanField(
        # Else the browser's way back ticks it again, for whatever stands above it then.
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
        label=_("I agree that my words are public from today."),
        error_messages={"required": _("Tick this if you agree. Without it we can't take them.")},
    )


class FilterForm(forms.Form):
    """Filters that mean nothing are left out, never an error page."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    state = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=[
            ("", _("All")),
            ("open", _("Waiting for an answer")),
            ("answered", _("Answered")),
        ],
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Newest first")), ("supported", _("Most supported first"))],
    )

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("All")), *themes]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
