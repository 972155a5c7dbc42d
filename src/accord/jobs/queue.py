"""The queue: who takes which task, who has it in hand, and how it ends.

A task is a row of django-tasks-db; a `Lease` says which worker has it in hand. Both change in one
transaction, so a task that runs has a lease and one that has ended has none.
"""

import datetime as dt
import logging
from typing import Any, TypeAlias

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from accord.jobs.models import Lease
from accord.jobs.tasks import tell_given_up
from accord.ui.metrics import register_counted

Row: TypeAlias = DBTaskResult[..., Any]  # a task as the queue keeps it

logger = logging.getLogger(__name__)
ENDED = register_counted("accord_jobs_finished_total", "Jobs that came to an end", "state")
MOST_DEATHS = 10
DIED = "died:"  # before the id of a worker that did, in the list of those who took a task up


def lease_time() -> dt.timedelta:
    return dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)


def waiting(lane: int) -> "QuerySet[Row]":
    """What may be done at once, oldest first. Every column is one of the index's, in its order."""
    return ready(lane).filter(run_after=get_date_max()).order_by("enqueued_at")


def due_again(lane: int) -> "QuerySet[Row]":
    """What has waited for its time, such as the next try."""
    return ready(lane).filter(run_after__lte=timezone.now()).order_by("run_after", "enqueued_at")


def ready(lane: int) -> "QuerySet[Row]":
    rows: QuerySet[Row] = DBTaskResult.objects.filter(status=TaskResultStatus.READY, priority=lane)
    return rows


def claim(worker: str, lane: int, *, is_busy: bool = False, looks_back: bool = True) -> Row | None:
    """Take the next task in hand; None where none waits.

    Looked first and then locked: on SQLite a lock is the only one for all who write. A worker that
    `is_busy`, as it just had one, needn't look. What is to be tried again comes first if it
    `looks_back`, and else when nothing new waits.
    """
    found = take_due(worker, lane) if looks_back else None
    if found is None and (is_busy or waiting(lane).exists()):
        found = take(worker, waiting(lane))
    if found is None and not looks_back:
        found = take_due(worker, lane)
    return found


def take_due(worker: str, lane: int) -> Row | None:
    rows = due_again(lane)
    return take(worker, rows) if rows.exists() else None


@transaction.atomic
def take(worker: str, rows: "QuerySet[Row]") -> Row | None:
    skips = connection.features.has_select_for_update_skip_locked
    found = rows.select_for_update(skip_locked=skips).first()
    if found is None:
        return None
    found.claim(worker)
    Lease.objects.create(task=found.pk, worker=worker, expires_at=timezone.now() + lease_time())
    return found


def keep(worker: str) -> int:
    """Say that the worker lives: its leases hold for another while; how many there are."""
    expires_at = timezone.now() + lease_time()
    return Lease.objects.filter(worker=worker).update(expires_at=expires_at)


def release(worker: str, found: Row) -> bool:
    """Give up the lease; whether it was still ours. The first thing in each end of a task."""
    deleted, _ = Lease.objects.filter(task=found.pk, worker=worker).delete()
    if not deleted:
        logger.warning("The task %s was taken up by another worker meanwhile", found.pk)
    return bool(deleted)


@transaction.atomic
def succeed(worker: str, found: Row, value: object) -> None:
    if release(worker, found):
        found.set_successful(value)
        ENDED.add("successful")


@transaction.atomic
def fail(worker: str, found: Row, error: BaseException) -> None:
    if release(worker, found):
        give_up(found, error)


@transaction.atomic
def put_back(worker: str, found: Row, pause: dt.timedelta | None) -> None:
    """To be done again: after a pause, or by whoever comes next as if it hadn't been begun."""
    if not release(worker, found):
        return
    found.status = TaskResultStatus.READY
    if pause is None:
        found.worker_ids = found.worker_ids[:-1]
    else:
        found.run_after = timezone.now() + pause
    found.save(update_fields=["status", "run_after", "worker_ids"])


def give_back_the_dead() -> int:
    """Tasks whose workers died while they had them in hand wait again; how many."""
    dead = Lease.objects.filter(expires_at__lt=timezone.now())
    return sum(give_back(lease) for lease in dead)


@transaction.atomic
def give_back(lease: Lease) -> bool:
    """Whether it was this call that did; a worker that woke up meanwhile has moved its lease on."""
    if not Lease.objects.filter(pk=lease.pk, expires_at=lease.expires_at).delete()[0]:
        return False
    rows = DBTaskResult.objects.filter(pk=lease.pk, status=TaskResultStatus.RUNNING)
    if (found := rows.first()) is None:
        return False
    found.worker_ids = [*found.worker_ids[:-1], DIED + lease.worker]
    deaths = sum(worker.startswith(DIED) for worker in found.worker_ids)
    found.status = TaskResultStatus.READY
    found.save(update_fields=["status", "worker_ids"])
    if deaths >= MOST_DEATHS:
        # It may be the task that kills them: nobody else has to die of it.
        give_up(found, RuntimeError(f"{deaths} workers took it up and died"))
    return True


def give_up(found: Row, error: BaseException) -> None:
    """It isn't tried again, and whoever waits for it learns of it."""
    found.set_failed(error)
    tell_given_up(found.task_path, found.args_kwargs["kwargs"])
    ENDED.add("failed")
