"""Themes of words that went and came back: the worker counts them anew.

Withdrawing can't count themes itself: it holds its words already, and theming takes themes first,
so the two would wait for each other.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accord.contributions.models import Contribution
from accord.jobs import ticks
from accord.processes.models import Process
from accord.record.events import emit
from accord.themes.actions.members import count_members, lock_themes
from accord.themes.events import THEMES_COUNTED
from accord.themes.models import Theme

SINCE = dt.timedelta(hours=1)


def declare() -> None:
    ticks.register("themes", count_changed, seconds=30)


def count_changed() -> int:
    """Themes of words that were withdrawn, hidden or shown again within the last hour."""
    since = timezone.now() - SINCE
    changed = Q(withdrawn_at__gte=since) | Q(hidden_at__gte=since) | Q(shown_again_at__gte=since)
    words = Contribution.objects.filter(changed)
    processes = Process.objects.filter(Exists(Theme.objects.filter(process=OuterRef("pk"))))
    processes = processes.filter(pk__in=words.values("process"))
    return sum(_count(process) for process in processes)


@transaction.atomic
@transaction.atomic
def _count(process: Process) -> int:
    themes = lock_themes(process)
    for theme in count_members(themes, themes):
        emit(THEMES_COUNTED, theme, None)
    return 1
