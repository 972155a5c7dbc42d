"""Which of many voices a theme shows: a draw that anybody can repeat."""

import random
from collections.abc import Collection

from django.db.models import Window
from django.db.models.functions import RowNumber

from accord.contributions.models import Contribution
from accord.themes.members import words_in
from accord.themes.models import Theme

DRAWN = 3


def drawn_places(seed: int, count: int) -> list[int]:
    """Three places among the words in the order they came, the oldest being 1."""
    middle = range(2, count)
    return sorted(random.Random(seed).sample(middle, min(DRAWN, len(middle))))  # noqa: S311 - no secret


def quotes(theme: Theme, theme_ids: Collection[int]) -> list[Contribution]:
    """The oldest, three drawn from the theme's number, and the newest."""
    words = words_in(theme_ids).select_related("author", "activity__process", "provenance")
    places = [1, *drawn_places(theme.number, theme.member_count)]
    placed = words.annotate(place=Window(RowNumber(), order_by="pk"))
    first = list(placed.filter(place__in=places).order_by("pk"))
    newest = [row for row in words.order_by("-pk")[:1] if row not in first]
    return first + newest
