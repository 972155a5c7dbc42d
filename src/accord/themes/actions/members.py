"""Keeping true what is counted of themes: their roots and members."""

from collections.abc import Iterable

from accord.processes.models import Process
from accord.themes.members import chain, words_in
from accord.themes.models import Theme


def lock_themes(process: Process) -> dict[int, Theme]:
    """All themes of the process, locked in one order so that no two actions block each other."""
    rows = Theme.objects.locked().filter(process=process).order_by("pk")
    return {theme.pk: theme for theme in rows}


def subtree(theme_id: int, themes: dict[int, Theme]) -> list[int]:
    """The theme and all that was merged into it, however deep."""
    above = {pk: theme.merged_into_id for pk, theme in themes.items()}
    return [pk for pk in themes if theme_id in chain(pk, above)]


def flatten(themes: dict[int, Theme]) -> None:
    """Set each theme's root to where merging ends now."""
    above = {pk: theme.merged_into_id for pk, theme in themes.items()}
    for theme in themes.values():
        root = chain(theme.pk, above)[-1]
        if theme.root_id != root:
            theme.root_id = root
            theme.save(update_fields=["root"])


def count_members(theme_ids: Iterable[int], themes: dict[int, Theme]) -> list[Theme]:
    """Count anew, and give those that differ: what sits in two merged themes counts once."""
    changed = []
    for theme_id in theme_ids:
        said = words_in(subtree(theme_id, themes)).count()
        if themes[theme_id].member_count != said:
            themes[theme_id].member_count = said
            themes[theme_id].save(update_fields=["member_count"])
            changed.append(themes[theme_id])
    return changed
