"""The one door for what a person types and others will read.

`WordsField` cleans it, and refuses what looks like somebody's contact details, beside the field.
`HeldWordsField` lets that through, for words that an action holds until a person has read them:
such an action asks `reason_to_hold`. The rule is a help, not a judge: it says why, and where words
can be held it only ever asks for a reader.
"""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accord.errors import Conflict
from accord.ui.texts import tidy

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<![\w/])(?:\+|00)?\d(?:[ ().-]?\d){7,14}(?!\w)")
_YEARS = re.compile(r"(?:1[89]|2[01])\d\d\s?[-.]\s?(?:1[89]|2[01])\d\d")

EMAIL = gettext_noop("It contains an e-mail address.")
PHONE = gettext_noop("It contains a phone number.")
REFUSAL = _("Leave out phone numbers and e-mail addresses: this is public.")


def reason_to_hold(*texts: str) -> str:
    """Why a person should read this first; empty when nothing speaks against showing it."""
    for text in texts:
        if _EMAIL.search(text):
            return EMAIL
        if phones_in(text):
            return PHONE
    return ""


def phones_in(text: str) -> list["re.Match[str]"]:
    """Where it looks like a phone number."""
    return [found for found in _PHONE.finditer(text) if not _YEARS.fullmatch(found.group())]


def refuse_contact(*texts: str) -> None:
    """For actions on what is public at once and can't be held."""
    if reason_to_hold(*texts):
        raise Conflict(REFUSAL)


def clean_words(value: Any) -> str:
    """Tidy, and nothing that can't be stored."""
    return tidy(str(value or "").encode("utf-8", "ignore").decode())


class HeldWordsField(forms.CharField):
    """Words that are held, not refused, when a person should read them first."""

    def to_python(self, value: Any) -> str:
        return clean_words(value)


class WordsField(HeldWordsField):
    """Words that are public as soon as they are sent, such as a name."""

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if reason_to_hold(words):
            raise forms.ValidationError(REFUSAL, code="contact")
        return words
