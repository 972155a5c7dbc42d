"""Keeping true what is counted: words and activities still owed an answer."""

from collections import defaultdict
from collections.abc import Collection

from accord.answers.applicable_answers import answers
from accord.contributions.actions.tallies import step
from accord.contributions.models import Contribution
from accord.processes.actions import settle_answers
from accord.processes.models import Activity, ActivityTally
from accord.processes.registry import Owes


def settle(contribution_ids: Collection[int]) -> None:
    """Make `answered_at` and the tallies say what is so now, for these words."""
    found = Contribution.objects.locked().select_related("activity")
    rows = list(found.filter(pk__in=contribution_ids).order_by("pk"))
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
    owes = row.activity is not None and row.activity.owes is not Owes.NONE
    return row.is_published and opens and owes


def add_owed(owed_more: dict[int, int]) -> None:
    """Add to what each activity owes, and say in the log whether all of it is answered now."""
    found = Activity.objects.locked().filter(pk__in=owed_more)
    for activity in found.select_related("process__space").order_by("pk"):
        tallies = ActivityTally.objects.filter(activity=activity)
        tallies.update(unanswered=step("unanswered", owed_more[activity.pk]))
        settle_answers(activity=activity)
