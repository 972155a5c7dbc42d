from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person, normalised_email
from accord.ui.words import WordsField


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This isn’t a whole e-mail address. It looks like name@example.org."),
        },
    )


def name_field() -> forms.CharField:
    return WordsField(
        label=_("Your name here"),
        help_text=_("What others see beside your words, where names are shown. It can be made up."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Choose a name.")},
    )


class SignInForm(forms.Form):
    email = email_field()

    def clean_email(self) -> str:
        return normalised_email(self.cleaned_data["email"]) or ""


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code"),
        help_text=_("Eight digits, from the letter we sent."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "11"}
        ),
        error_messages={"required": _("Type the code from the letter.")},
    )

    def clean_code(self) -> str:
        """The digits alone, in whichever script's digits they were typed."""
        typed = self.cleaned_data["code"]
        return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


class NameForm(forms.Form):
    display_name = name_field()

    def clean_display_name(self) -> str:
        name = " ".join(self.cleaned_data["display_name"].split())
        if not name:
            raise forms.ValidationError(_("Choose a name."), code="required")
        return name


class WelcomeForm(NameForm):
    agrees = forms.BooleanField(
        label=_("I agree to the terms."),
        error_messages={"required": _("Agree to the terms to take part.")},
    )


class AccountForm(NameForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.Select,
    )


class LeaveForm(forms.Form):
    email = email_field()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["email"].help_text = _("Type your address, so that nobody leaves by accident.")

    def clean_email(self) -> str:
        typed = normalised_email(self.cleaned_data["email"]) or ""
        if typed != self.person.email:
            raise forms.ValidationError(_("This isn’t the address of this account."))
        return typed
