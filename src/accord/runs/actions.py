"""Asking for long work, and stopping it. A job is no thing of the record: it writes no event."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accord.jobs.tasks import later
from accord.record.rules import require
from accord.record.viewer import Viewer
from accord.runs.execution import run_job
from accord.runs.job_kinds import JobKind
from accord.runs.models import NOT_ENDED, Job
from accord.ui.request_ids import request_id


def start_job(*, viewer: Viewer, kind: JobKind, data: dict[str, Any] | None = None) -> Job:
    """The job, queued; the one that is under way where there is one of this kind in the place."""
    require(viewer, kind.permission, viewer.space)
    try:
        return _start(viewer, kind, data or {})
    except IntegrityError:
        under_way = Job.objects.filter(NOT_ENDED, space=viewer.space, kind=kind.key).first()
        return under_way or _start(viewer, kind, data or {})


@transaction.atomic
def _start(viewer: Viewer, kind: JobKind, data: dict[str, Any]) -> Job:
    job = Job.objects.create(
        space=viewer.space,
        person=viewer.person,
        kind=kind.key,
        data=data,
        request_id=request_id.get(),
    )
    later(run_job, viewer=viewer, job=job.pk)
    return job


@transaction.atomic
def stop_job(*, viewer: Viewer, job: Job) -> None:
    """At once where it waits, for the next try too; else before its next row."""
    require(viewer, "runs.stop", job)
    now = timezone.now()
    is_waiting = Q(started_at=None) | Q(next_attempt_at__isnull=False)
    waiting = Job.objects.filter(NOT_ENDED, is_waiting, pk=job.pk)
    keep_until = now + dt.timedelta(days=job.about.keep_days)
    if not waiting.update(cancelled_at=now, keep_until=keep_until, next_attempt_at=None):
        Job.objects.filter(NOT_ENDED, pk=job.pk).update(stop_asked_at=now)
