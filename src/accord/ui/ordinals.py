"""The first day of a month where a language doesn't say it as a plain number: "1er décembre".

A date format writes it with `S`, the letter for such endings, which Django knows in English alone.
"""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language

FIRST = {"fr": "er"}


def say_first_days() -> None:
    """Once, when the program starts: let `S` be the ending in the reader's language."""
    in_english = DateFormat.S

    def ending(self: DateFormat) -> str:
        language = (get_language() or "en").split("-")[0]
        if language == "en":
            return in_english(self)
        return FIRST.get(language, "") if self.j() == 1 else ""

    DateFormat.S = ending  # type: ignore[method-assign]
