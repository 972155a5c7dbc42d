"""What changes by itself: activities close, and nothing is owed. The worker looks after it."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accord.jobs import ticks
from accord.processes.actions import settle_answers
from accord.processes.models import Activity


def declare() -> None:
    ticks.register("answers", settle_closed, seconds=30)


@transaction.atomic
def settle_closed() -> int:
    """Activities that closed with nothing owed are answered from now on.

    Those where words came to light since, released or shown again by a moderator, are so no longer.
    """
    over = Q(closes_at__lte=timezone.now()) | Q(closed_at__isnull=False)
    answered = over & Q(answered_at=None, announced_at__isnull=False, tally__unanswered=0)
    unanswered = Q(answered_at__isnull=False, tally__unanswered__gt=0)
    found = Activity.objects.filter(answered | unanswered).select_related("process__space")
    waiting = list(found.order_by("pk"))
    for activity in waiting:
        settle_answers(activity=activity)
    return len(waiting)
