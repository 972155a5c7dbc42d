"""Which words are gathered in which themes: links, of which a theme has thousands."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from accord.contributions.models import Contribution
from accord.record.models import Link
from accord.record.relations import GATHERED
from accord.themes.models import Theme


def gathered() -> "QuerySet[Link]":
    """From words to the theme that they are part of."""
    return Link.objects.filter(relation=GATHERED.key)


def is_gathered() -> Exists:
    """Of a contribution in a query: whether it is in any theme."""
    # Others may gather words, too.
    return Exists(gathered().filter(source=OuterRef("pk"), target__kind="theme"))


def is_under(root: int | str) -> Exists:
    """Whether it is in this theme, by its number, or in one that was merged into it."""
    inside = gathered().filter(source=OuterRef("pk"))
    return Exists(inside.filter(target__as_theme__root__number=root))


def words_in(theme_ids: Collection[int]) -> "QuerySet[Contribution]":
    """The words in these themes that people may read, each once."""
    inside = gathered().filter(source=OuterRef("pk"), target__in=theme_ids)
    return Contribution.objects.shown().filter(Exists(inside))


def those_in(theme: Theme, words: Sequence[Contribution]) -> list[Contribution]:
    """Which of these words are in the theme."""
    keys = [one.pk for one in words]
    inside = gathered().filter(target=theme.pk, source__in=keys)
    found = set(inside.values_list("source", flat=True))
    return [one for one in words if one.pk in found]


def members(theme_ids: Collection[int]) -> list[int]:
    """All that is in them, by primary key, shown or not."""
    rows = gathered().filter(target__in=theme_ids)
    return sorted(set(rows.values_list("source", flat=True)))


def chain(theme_id: int, merged_into: Mapping[int, int | None]) -> list[int]:
    """The theme and all it has been merged into, nearest first."""
    found = [theme_id]
    while (above := merged_into.get(found[-1])) is not None:
        found.append(above)
    return found
