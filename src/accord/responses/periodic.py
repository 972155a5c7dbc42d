"""What changes by itself: activities close, words go and come back. The worker looks after it.

Withdrawing can't count themes itself: it holds its words already, and theming takes themes first,
so the two would wait for each other.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accord.contributions.models import Contribution
from accord.jobs import ticks
from accord.processes.actions import settle_answers
from accord.processes.models import Activity, Process
from accord.record.events import emit
from accord.responses.actions.answer_state import count_members, lock_themes
from accord.responses.events import THEMES_COUNTED
from accord.responses.models import Theme

SINCE = dt.timedelta(hours=1)


def declare() -> None:
    ticks.register("answers", follow, seconds=30)


def follow() -> int:
    """How many activities and processes were looked at."""
    return settle_closed() + count_changed()


@transaction.atomic
def settle_closed() -> int:
    """Activities that closed with nothing owed are answered from now on.

    Those where words came to light since, released or shown again by a moderator, are so no longer.
    """
    over = Q(closes_at__lte=timezone.now()) | Q(closed_at__isnull=False)
    answered = over & Q(answered_at=None, announced_at__isnull=False, tally__unanswered=0)
    owing = Q(answered_at__isnull=False, tally__unanswered__gt=0)
    found = Activity.objects.filter(answered | owing).select_related("process__space")
    waiting = list(found.order_by("pk"))
    for activity in waiting:
        settle_answers(activity=activity)
    return len(waiting)


def count_changed() -> int:
    """Themes of words that were withdrawn, hidden or shown again within the last hour."""
    since = timezone.now() - SINCE
    changed = Q(withdrawn_at__gte=since) | Q(hidden_at__gte=since) | Q(shown_again_at__gte=since)
    words = Contribution.objects.filter(changed)
    processes = Process.objects.filter(Exists(Theme.objects.filter(process=OuterRef("pk"))))
    processes = processes.filter(pk__in=words.values("process"))
    return sum(_count(process) for process in processes)


@transaction.atomic
def _count(process: Process) -> int:
    themes = lock_themes(process)
    for theme in count_members(themes, themes):
        emit(THEMES_COUNTED, theme, None)
    return 1
