"""Themes and what was heard, as news."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.contributions.models import Contribution
from accord.contributions.news import register_gathered
from accord.record.news import SEVERAL, Item, Occurrence, alike, item, linked, register_news
from accord.record.relations import GATHERED
from accord.record.viewer import Viewer
from accord.themes.events import SYNTHESIS_PUBLISHED, THEME_PUBLISHED
from accord.themes.models import Theme


def declare() -> None:
    register_news(THEME_PUBLISHED, kind="theme", tell=tell_themes)
    register_news(SYNTHESIS_PUBLISHED, kind="synthesis", tell=tell_syntheses)
    register_gathered("themes", themes_of)


def themes_of(words: Sequence[Contribution], viewer: Viewer) -> Mapping[int, set[Any]]:
    """The published themes in which words are, each as what it became part of."""
    found: dict[int, set[Theme]] = defaultdict(set)
    if not words:
        return found
    into = "rooted_themes__subject__links_back"
    rows: Any = (
        Theme.objects.visible_to(viewer)
        .filter(published_at__isnull=False)
        .filter(
            **{f"{into}__relation": GATHERED.key, f"{into}__source__in": [row.pk for row in words]}
        )
        .annotate(words=F(f"{into}__source"))
        .select_related("process")
    )
    for theme in rows:
        found[theme.words].add(theme)
    return found


def tell_themes(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    """Those that still stand for themselves; many of a process together."""
    standing = [one for one in batch if one.thing.published_at and one.thing.merged_into_id is None]
    items: list[Item] = []
    for group in alike(standing, lambda one: one.thing.process_id):
        if len(group) >= SEVERAL:
            items.append(many_themes(group))
        else:
            items += [one_theme(one) for one in group]
    return items


def many_themes(group: Sequence[Occurrence]) -> Item:
    process = group[0].thing.process
    sentence = ngettext(
        "%(count)d theme came out of what people said: %(process)s",
        "%(count)d themes came out of what people said: %(process)s",
        len(group),
    )
    return item(group, sentence, count=len(group), process=linked(process, process.title))


def one_theme(one: Occurrence) -> Item:
    theme, count = one.thing, one.thing.member_count
    link = linked(theme, theme.title)
    if not count:
        return item([one], _("A theme came out of what people said: %(theme)s"), theme=link)
    sentence = ngettext(
        "%(count)d person said this: %(theme)s",
        "%(count)d people say much the same: %(theme)s",
        count,
    )
    return item([one], sentence, count=count, theme=link)


def tell_syntheses(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    sentence = _("You can read what we heard: %(synthesis)s")
    return [
        item([one], sentence, synthesis=linked(one.thing, one.thing.title or _("What we heard")))
        for one in batch
        if one.thing.published_at
    ]
