"""Keeping true what is counted: members of themes, words and activities still owed an answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from accord.contributions.actions.tallies import step
from accord.contributions.models import Contribution
from accord.processes.actions import settle_answers
from accord.processes.models import Activity, ActivityTally, Process
from accord.responses.applicable_answers import answers, chain
from accord.responses.gathering import words_in
from accord.responses.models import Theme


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


def settle(contribution_ids: Collection[int]) -> None:
    """Make `answered_at` and the tallies say what is so now, for these words."""
    rows = list(Contribution.objects.locked().filter(pk__in=contribution_ids).order_by("pk"))
    given = answers([row.pk for row in rows])
    owed_more: dict[int, int] = defaultdict(int)
    by_time = defaultdict(list)
    for row in rows:
        times = [answer.published_at for answer in given[row.pk] if answer.published_at]
        answered_at = min(times, default=None)
        if answered_at != row.answered_at:
            by_time[answered_at].append(row.pk)
        if owes_answer(row) and (answered_at is None) != (row.answered_at is None):
            owed_more[row.activity_id or 0] += 1 if answered_at is None else -1
    for answered_at, ids in by_time.items():
        Contribution.objects.filter(pk__in=ids).update(answered_at=answered_at)
    add_owed(owed_more)


def owes_answer(row: Contribution) -> bool:
    """Withdrawn and hidden words owe none, nor do comments on others' words."""
    opens = row.parent_id is None and row.discussion_id is None
    return row.is_published and opens and row.activity_id is not None


def add_owed(owed_more: dict[int, int]) -> None:
    """Add to what each activity owes, and say in the log whether all of it is answered now."""
    found = Activity.objects.locked().filter(pk__in=owed_more)
    for activity in found.select_related("process__space").order_by("pk"):
        tallies = ActivityTally.objects.filter(activity=activity)
        tallies.update(unanswered=step("unanswered", owed_more[activity.pk]))
        settle_answers(activity=activity)
