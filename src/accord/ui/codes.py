"""Codes: the public names of things in addresses, made from a title or typed once.

Small letters of a to z, digits and hyphens. Accents fall away (Año → ano); a script that can't be
written so gives nothing, and then the noun and a number stand there. A code is given once: no form
changes it. Two that differ in capitals alone are one, so both are kept small.
"""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST = 50


def code_from(words: object) -> str:
    """The code that a title makes; empty where no letter of it can be written so."""
    return slugify(str(words))[:LONGEST].strip("-_")


def free_code(
    words: object, taken: Collection[str], fallback: str, *, longest: int = LONGEST
) -> str:
    """A code from a title that isn't taken yet: with a number, if need be."""
    base = code_from(words)[:longest].strip("-_") or fallback
    used = {code.casefold() for code in taken}
    code, number = base, 2
    while code in used:
        code, number = f"{base}-{number}", number + 1
    return code


class CodeField(forms.SlugField):
    """A code that a person types. What is taken is told beside the field (`is_taken`)."""

    is_taken: Callable[[str], bool] | None = None

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).casefold()

    def clean(self, value: Any) -> str:
        code: str = super().clean(value)
        if code and self.is_taken is not None and self.is_taken(code):
            raise forms.ValidationError(
                _("This short name is taken. Choose another."), code="taken"
            )
        return code
