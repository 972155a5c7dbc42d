"""Addresses made from titles."""

from typing import Any

from django.db import models

from accord.ui.codes import code_from, free_code

RESERVED = {"new", "chooser"}


def free_slug(words: str, taken: models.QuerySet[Any], fallback: str) -> str:
    """An address made from a title that nothing in `taken` has yet."""
    base = code_from(words) or fallback
    if base.isdigit() or base in RESERVED:  # other addresses of the site stand there
        base = f"{fallback}-{base}"
    used = taken.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_code(base, set(used), fallback)
