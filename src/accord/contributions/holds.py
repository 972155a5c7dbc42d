"""What a person should read before it is public: words that look like somebody's contact details.

The rule is a help, not a judge: it only ever asks for a reader, and it says why.
"""

import re

from django.utils.translation import gettext_noop

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<![\w/])(?:\+|00)?\d(?:[ ().-]?\d){7,14}(?!\w)")
_YEARS = re.compile(r"(?:1[89]|2[01])\d\d\s?[-.]\s?(?:1[89]|2[01])\d\d")

EMAIL = gettext_noop("It contains an e-mail address.")
PHONE = gettext_noop("It contains a phone number.")


def reason_to_hold(*texts: str) -> str:
    """Why a person should read this first; empty when nothing speaks against showing it."""
    for text in texts:
        if _EMAIL.search(text):
            return EMAIL
        if any(not _YEARS.fullmatch(found.group()) for found in _PHONE.finditer(text)):
            return PHONE
    return ""
