"""Which answers count for which words. The one place that knows; pages and counters ask here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from accord.answers.models import Response
from accord.contributions.models import Contribution
from accord.themes.members import chain, gathered
from accord.themes.models import Theme


def chains_by_contribution(contribution_ids: Collection[int]) -> dict[int, set[int]]:
    """The themes that stand for each of these words, through whatever they were merged into."""
    memberships = list(
        gathered()
        .filter(source__in=contribution_ids, target__kind="theme")
        .values_list("source_id", "target_id", "target__as_theme__process_id")
    )
    processes = {process_id for _, _, process_id in memberships}
    merged_into = dict(
        Theme.objects.filter(process__in=processes).values_list("pk", "merged_into_id")
    )
    themes: dict[int, set[int]] = defaultdict(set)
    for contribution_id, theme_id, _ in memberships:
        themes[contribution_id].update(chain(theme_id, merged_into))
    return themes


def answers(contributions: Collection[Contribution | int]) -> dict[int, list[Response]]:
    """Published answers to each of these words, the one that counts first.

    An own answer goes before a theme's, the newest before older ones. An answer to a theme stands
    for all that is in it, also through themes merged into it.
    """
    ids = [thing if isinstance(thing, int) else thing.pk for thing in contributions]
    return answers_through(ids, chains_by_contribution(ids))


def answers_through(
    ids: Collection[int], themes: Mapping[int, Collection[int]]
) -> dict[int, list[Response]]:
    """The same for those who know already which themes stand for which words; one query."""
    wanted = {theme_id for chained in themes.values() for theme_id in chained}
    found = (
        Response.objects.published()
        .with_rejoinders()
        .filter(Q(contribution__in=ids) | Q(theme__in=wanted, theme__published_at__isnull=False))
    )
    own: dict[int | None, list[Response]] = defaultdict(list)
    by_theme: dict[int | None, list[Response]] = defaultdict(list)
    for response in found.select_related("office", "theme__process").order_by("-number"):
        own[response.contribution_id].append(response)
        by_theme[response.theme_id].append(response)
    return {pk: own[pk] + _newest(by_theme, themes.get(pk, set())) for pk in ids}


def newest_of_each(responses: Iterable[Response]) -> list[Response]:
    """Of the published answers to one thing, the newest number counts."""
    newest: dict[tuple[int | None, ...], Response] = {}
    for row in sorted(responses, key=lambda row: row.number):
        newest[row.theme_id, row.contribution_id, row.paragraph_id] = row
    return list(newest.values())


def _newest(
    by_theme: Mapping[int | None, list[Response]], themes: Collection[int]
) -> list[Response]:
    found = [response for theme_id in themes for response in by_theme.get(theme_id, [])]
    return sorted(found, key=lambda row: (row.published_at, row.number, row.pk), reverse=True)


def answer(contribution: Contribution) -> Response | None:
    """The answer that counts for these words."""
    return next(iter(answers([contribution])[contribution.pk]), None)
