"""Repeated work, by rows that an operator may edit: every so often, or at a time of day (UTC)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from accord.jobs.models import Schedule
from accord.jobs.tasks import later


@dataclass(frozen=True)
class Scheduled:
    """Work with a name, and when it is done where nobody has said otherwise."""

    name: str
    work: "Task[..., object]"
    every: dt.timedelta | None = None
    at: dt.time | None = None


_scheduled: dict[str, Scheduled] = {}


def register_schedule(
    name: str,
    work: "Task[..., object]",
    *,
    every: dt.timedelta | None = None,
    at: dt.time | None = None,
) -> None:
    """Do this task, which needs no viewer, every so often or at a time of day in UTC."""
    if name in _scheduled:
        raise ValueError(f"the schedule {name!r} has an owner already")
    if (every is None) == (at is None):
        raise ValueError(f"the schedule {name!r} needs either `every` or `at`")
    _scheduled[name] = Scheduled(name, work, every, at)


def next_after(now: dt.datetime, every: dt.timedelta | None, at: dt.time | None) -> dt.datetime:
    """The first time after now. What was missed while nobody was there is done once."""
    if every is not None:
        return now + every
    if at is None:
        raise ValueError("neither every nor at")
    today = dt.datetime.combine(now.astimezone(dt.UTC).date(), at, tzinfo=dt.UTC)
    return today if today > now else today + dt.timedelta(days=1)


def rows() -> list[Schedule]:
    """All schedules of this installation, by name; those that are new get their row here."""
    known = set(Schedule.objects.values_list("name", flat=True))
    now = timezone.now()
    for name in sorted(_scheduled.keys() - known):
        entry = _scheduled[name]
        Schedule.objects.get_or_create(
            name=name,
            defaults={
                "every": entry.every,
                "at": entry.at,
                "next_run_at": next_after(now, entry.every, entry.at),
            },
        )
    return [row for row in Schedule.objects.order_by("name") if row.name in _scheduled]


def run_due(now: dt.datetime | None = None) -> list[str]:
    """Queue what is due; each by one of all workers that come along."""
    now = now or timezone.now()
    due = [row for row in rows() if row.paused_at is None and row.next_run_at <= now]
    return [row.name for row in due if claim(row, now)]


@transaction.atomic
def claim(row: Schedule, now: dt.datetime) -> bool:
    """Queue it if nobody has done so since the row was read."""
    unchanged = Schedule.objects.filter(
        pk=row.pk, next_run_at=row.next_run_at, every=row.every, at=row.at, paused_at=None
    )
    if not unchanged.update(last_run_at=now, next_run_at=next_after(now, row.every, row.at)):
        return False
    later(_scheduled[row.name].work)
    return True


@transaction.atomic
def change(
    name: str,
    *,
    every: dt.timedelta | None = None,
    at: dt.time | None = None,
    is_paused: bool | None = None,
) -> Schedule:
    """Say otherwise when it is done, or whether at all. For who runs the machine."""
    row = next((row for row in rows() if row.name == name), None)
    if row is None:
        raise LookupError(name)
    if every is not None or at is not None:
        row.every, row.at = every, at
        row.next_run_at = next_after(timezone.now(), every, at)
    if is_paused is not None:
        row.paused_at = timezone.now() if is_paused else None
    row.save()
    return row
