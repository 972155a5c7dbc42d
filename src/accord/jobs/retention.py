"""What is kept how long. Each part says so of its own; at night the worker forgets the rest."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accord.jobs.tasks import LONG, task

logger = logging.getLogger(__name__)
AT_ONCE = 500

# Gets the moment before which things are old, and whether only to count; how many there are.
Forget = Callable[[dt.datetime, bool], int]


@dataclass(frozen=True)
class Kept:
    name: str
    days: int
    what: "str | Promise"
    forget: Forget


@dataclass(frozen=True)
class Forgotten:
    kept: Kept
    count: int | None  # none: it failed, and the log says how


_kept: dict[str, Kept] = {}


def register_retention(name: str, days: int, what: "str | Promise", forget: Forget) -> None:
    """Keep such things for so many days. A line in docs/operate/retention.md says the same."""
    if name in _kept:
        raise ValueError(f"how long {name!r} are kept is said already")
    _kept[name] = Kept(name, days, what, forget)


def kept() -> list[Kept]:
    return sorted(_kept.values(), key=lambda entry: entry.name)


def forget_all(*, dry_run: bool = False, now: dt.datetime | None = None) -> list[Forgotten]:
    """Forget, or only count, what is too old of everything; one part's fault stops no other."""
    now = now or timezone.now()
    return [Forgotten(entry, forget_of(entry, now, dry_run)) for entry in kept()]


def forget_of(entry: Kept, now: dt.datetime, dry_run: bool) -> int | None:
    try:
        return entry.forget(now - dt.timedelta(days=entry.days), dry_run)
    except Exception:  # said above: each part stands for itself
        logger.exception("Old %s couldn't be forgotten", entry.name)
        return None


def delete_old(rows: "models.QuerySet[Any]", dry_run: bool) -> int:
    """Delete them a few hundred at a time: nobody else waits long for the database."""
    if dry_run:
        return rows.count()
    total = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            rows.model._default_manager.filter(pk__in=keys).delete()
        total += len(keys)
    return total


def forget_tasks(before: dt.datetime, dry_run: bool) -> int:
    ended = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    return delete_old(
        DBTaskResult.objects.filter(status__in=ended, finished_at__lt=before), dry_run
    )


@task(lane=LONG)
def forget_old(viewer: Any) -> dict[str, int | None]:
    return {entry.kept.name: entry.count for entry in forget_all()}
