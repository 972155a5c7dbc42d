"""A text with the language it is in, where a page or a form takes nothing but a text."""

from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accord.ui.texts import as_text


class MarkedText(str):
    """Plain words wherever they are joined with others; on a page, marked with their language.

    So the label of a field says in which language it is, and the list of errors that quotes it
    holds no markup.
    """

    language: str

    def __html__(self) -> SafeString:
        if self.language == (get_language() or "").split("-")[0]:
            return escape(str.__str__(self))
        return format_html('<span lang="{}" dir="auto">{}</span>', self.language, str(self))


def marked(value: Any) -> str:
    """An official text in the reader's language, else as the place says; of ours, as it is."""
    if isinstance(value, str | Promise):
        return str(value)
    words = as_text(value).in_language()
    text = MarkedText(words.text)
    text.language = words.language
    return text
