"""What people type: about their words, their code, and as moderators."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accord.contributions.actions.drafts import Writing
from accord.processes.models import IdentityPolicy
from accord.ui.words import HeldWordsField, WordsField


class SignedForm(forms.Form):
    """A form that asks for a name where the identity policy shows one."""

    def __init__(self, *args: Any, policy: str, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks = policy == IdentityPolicy.PSEUDONYM or (
            policy == IdentityPolicy.NAMED and not has_account
        )
        if not asks:
            del self.fields["signed_as"]
        elif policy == IdentityPolicy.PSEUDONYM:
            self.fields["signed_as"].label = _("The name you want to be known by here")
            self.fields["signed_as"].help_text = _("Choose one that doesn’t say who you are.")
            self.fields["signed_as"].required = True


def sealed_sheet(draft: uuid.UUID, number: int) -> str:
    """As a page carries the version that it shows."""
    return _seal_of(draft).sign(str(number))


def _seal_of(draft: uuid.UUID | None) -> Signer:
    return Signer(salt=f"sheet of {draft}")


class DraftForm(forms.Form):
    """Which draft a page writes, and how far it has seen it. What can't be read begins anew."""

    draft = forms.UUIDField(widget=forms.HiddenInput)
    page = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    sheet = forms.CharField(widget=forms.HiddenInput, max_length=100)

    def sheet_number(self) -> int | None:
        """Which version of what is asked the page shows; none where it doesn't say.

        Sealed with the draft's key: nobody else, and no other draft, begins under an earlier one.
        """
        self.is_valid()
        draft = self.cleaned_data.get("draft")
        try:
            number = _seal_of(draft).unsign(self.cleaned_data.get("sheet", ""))
        except BadSignature:
            return None
        return int(number)

    def writing(self) -> Writing:
        self.is_valid()
        typed = self.cleaned_data
        return Writing(
            key=typed.get("draft") or uuid.uuid4(),
            page=typed.get("page") or uuid.uuid4(),
            revision=typed.get("revision") or 0,
        )


class CommentForm(SignedForm):
    body = HeldWordsField(
        label=_("What do you want to say?"), max_length=3000, widget=forms.Textarea
    )
    signed_as = WordsField(
        label=_("Your name"),
        help_text=_("Shown with what you say. You can leave it empty."),
        max_length=80,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=settings.LANGUAGES)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "en").split("-")[0]
        self.fields["body"].widget.attrs |= {"rows": 4, "dir": "auto"}


class EditForm(forms.Form):
    title = HeldWordsField(label=_("Your idea in a sentence"), max_length=120)
    body = HeldWordsField(
        label=_("What should change, and why?"), max_length=5000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, has_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs |= {"rows": 8, "dir": "auto"}
        if not has_title:
            del self.fields["title"]
            self.fields["body"].label = _("What do you want to say?")


class TranslationForm(forms.Form):
    language = forms.ChoiceField(label=_("Language you translate into"))
    title = WordsField(label=_("The idea in a sentence"), max_length=120)
    body = WordsField(label=_("What was said"), max_length=5000, widget=forms.Textarea)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)

    def __init__(self, *args: Any, own_language: str, has_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        language.choices = [row for row in settings.LANGUAGES if row[0] != own_language]
        self.fields["title"].widget.attrs |= {"dir": "auto"}
        self.fields["body"].widget.attrs |= {"rows": 8, "dir": "auto"}
        if not has_title:
            del self.fields["title"]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your receipt code"),
        help_text=_("Twelve letters and digits, such as 7K4P-92QX-M3TD. Capitals don’t matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class HideForm(forms.Form):
    reason = WordsField(
        label=_("Why it isn’t shown"),
        help_text=_("Public, and its author reads it. Name the rule, not the person."),
        max_length=200,
    )


class ShowForm(forms.Form):
    reason = WordsField(
        label=_("Why it is shown again"),
        help_text=_("Public in the log, and its author reads it."),
        max_length=200,
    )
