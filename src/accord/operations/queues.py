"""What waits to be done: jobs and entries of the public log. Quick, however many there are.

Each is read along the index of what waits, first the first, and counted no further than `MOST`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Min, QuerySet, When
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from accord.record.models import LogEntry
from accord.ui.metrics import MOST


@dataclass(frozen=True)
class Queue:
    """How many wait, `MOST` + 1 if there are more, and since when the first of these."""

    count: int
    oldest: dt.datetime | None

    @property
    def age(self) -> dt.timedelta:
        return timezone.now() - self.oldest if self.oldest else dt.timedelta()


def waiting_jobs() -> Queue:
    """Those that could begin now. What is planned for later doesn't wait yet."""
    since = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    # Written out: SQLite takes an index of some rows only where it reads which.
    ready = DBTaskResult.objects.ready().extra(where=["status = 'READY'"]).annotate(since=since)
    return queue_of(ready, "since")


def pending_entries() -> Queue:
    return queue_of(LogEntry.objects.pending().order_by("log", "id"), "at")


def queue_of(rows: "QuerySet[Any]", since: str) -> Queue:
    first = rows.values(since)[: MOST + 1]
    found = first.aggregate(count=Count("*"), oldest=Min(since))
    return Queue(found["count"], found["oldest"])
