"""Addresses made from titles."""

from typing import Any

from django.db import models
from django.utils.text import slugify

RESERVED = {"new", "chooser"}


def free_slug(words: str, taken: models.QuerySet[Any], fallback: str) -> str:
    """An address made from a title that nothing in `taken` has yet."""
    base = slugify(words)[:50].strip("-") or fallback
    if base.isdigit() or base in RESERVED:  # other addresses of the site stand there
        base = f"{fallback}-{base}"
    used = set(taken.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    return slug
