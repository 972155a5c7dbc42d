"""Advice to writers: how long a text is beside how long the form asks it to be. Never a bar."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.plans.compare import tokens
from accord.plans.queries import FieldWords
from accord.ui.texts import LocalizedText


def word_count(text: str) -> int:
    """Words, or characters where a script has no spaces."""
    return sum(any(letter.isalnum() for letter in token) for token in tokens(text))


def advice(entry: FieldWords, text: LocalizedText) -> str:
    parts = [str(entry.help)]
    if entry.word_limit:
        parts.append(_("The form asks for at most %(limit)d words.") % {"limit": entry.word_limit})
    for language, words in text.items():
        if entry.word_limit:
            count = word_count(words)
            said = ngettext("%(count)d word now", "%(count)d words now", count) % {"count": count}
            parts.append(f"{said} ({language}).")
    return " ".join(part for part in parts if part)
