"""Counters, in one fixed order so that nobody waits for each other in a ring.

Whoever gives a public number takes the counter of what it lies in; then child, parent, activity,
and these are the last statements of an action.
"""

from django.db.models import F, Model, Value
from django.db.models.expressions import Combinable, Func
from django.db.models.functions import Greatest

from accord.contributions.models import Contribution, Discussion
from accord.processes.models import ActivityTally
from accord.processes.registry import Owes


def step(field: str, by: int) -> Combinable | Func:
    """`field` moved by so much, and never below nothing."""
    return F(field) + by if by >= 0 else Greatest(F(field) + by, Value(0))


def move(model: type[Model], pk: int, field: str, by: int) -> None:
    model._default_manager.filter(pk=pk).update(**{field: step(field, by)})


def adjust_counts(contribution: Contribution, by: int) -> None:
    """Words became public (+1) or ceased to be (-1)."""
    if contribution.parent_id is not None:
        move(Contribution, contribution.parent_id, "comment_count", by)
        if contribution.root_id is not None and contribution.root_id != contribution.parent_id:
            move(Contribution, contribution.root_id, "comment_count", by)
    if contribution.discussion_id is not None:
        move(Discussion, contribution.discussion_id, "comment_count", by)
    if contribution.activity_id is not None:
        _count_in_activity(contribution, by)


def _count_in_activity(contribution: Contribution, by: int) -> None:
    if contribution.parent_id is not None or contribution.discussion_id is not None:
        change_activity(contribution.activity_id, comments=by)
    else:
        activity = contribution.activity
        is_owed = activity is not None and activity.owes is not Owes.NONE
        owed = by if is_owed and contribution.answered_at is None else 0
        change_activity(contribution.activity_id, contributions=by, unanswered=owed)


def change_activity(activity_id: int | None, **steps: int) -> None:
    if activity_id is not None:
        changed = {field: step(field, by) for field, by in steps.items()}
        ActivityTally.objects.filter(pk=activity_id).update(**changed)
