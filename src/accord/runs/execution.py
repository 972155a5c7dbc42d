"""Doing a job: begun by the worker, ended once, whatever dies in between."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.errors import AccordError, Conflict
from accord.jobs.failures import HandedBack, TryAgain, may_pass, pause_after
from accord.jobs.tasks import LONG, task
from accord.jobs.worker import beating
from accord.record.rules import require
from accord.record.viewer import Viewer
from accord.runs import results
from accord.runs.errors import LostTurn, Stopped, plain_fault, plain_refusal
from accord.runs.models import NOT_ENDED, Job
from accord.runs.work_in_hand import WorkInHand
from accord.ui.request_ids import new_error_code

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
# The queue counts the workers that died of a task, and has to go on longer than a job does.
TRIES = MOST_ATTEMPTS + 1


def refused(refusal: AccordError, *, job: int) -> None:
    """Who asked for it, or the place, is no more."""
    fail(job, plain_refusal(refusal))


def given_up(*, job: int) -> None:
    """The queue takes it up no more, whatever the job itself has counted: nobody waits for ever."""
    code = new_error_code()
    if fail(job, plain_fault(code)):
        logger.error("The job %s is given up", job, extra={"error_code": code})


def fail(pk: int, failure: dict[str, Any]) -> bool:
    """Whether it hadn't ended yet."""
    rows = Job.objects.filter(NOT_ENDED, pk=pk)
    if (found := rows.first()) is None:
        return False
    now = timezone.now()
    keep_until = now + dt.timedelta(days=found.about.keep_days)
    return bool(rows.update(failed_at=now, failure=failure, keep_until=keep_until))


@task(lane=LONG, tries=TRIES, refused=refused, given_up=given_up)
def run_job(viewer: Viewer, *, job: int) -> None:
    if (work := begin(job, viewer)) is None:
        return  # it has ended: a worker may die between a job's end and its task's
    try:
        do(work)
    except LostTurn:
        logger.warning("Another worker has taken up the job %s", work.job.key)


def begin(pk: int, viewer: Viewer) -> WorkInHand | None:
    """Take the job's turn; none where it has ended."""
    is_ours = Job.objects.filter(NOT_ENDED, pk=pk).update(
        turn=uuid.uuid4(),
        attempts=F("attempts") + 1,
        started_at=timezone.now(),
        done_before=F("done"),
        next_attempt_at=None,
    )
    return WorkInHand(Job.objects.get(pk=pk), viewer) if is_ours else None


def do(work: WorkInHand) -> None:
    kind = work.job.about
    try:
        refuse(work)
        with beating(work.beat):
            (in_whole if kind.is_whole else in_steps)(work, kind.function)
    except Stopped:
        work.end("cancelled_at")
    except HandedBack:
        take_back_attempt(work)
        raise
    except AccordError as refusal:
        work.end("failed_at", failure=plain_refusal(refusal))
    except LostTurn:
        raise
    except Exception as error:
        try_again_or_fail(work, error)


def refuse(work: WorkInHand) -> None:
    """Rights may have ended and places closed since it was asked for."""
    if work.job.attempts > MOST_ATTEMPTS:
        raise Conflict(_("We tried it many times, and each time it broke off."))
    if work.job.stop_asked_at is not None:
        raise Stopped
    kind = work.job.about
    require(work.viewer, kind.permission, work.viewer.space)
    if kind.refuse is not None:
        kind.refuse(work.job, work.viewer)


def in_whole(work: WorkInHand, function: Callable[[WorkInHand], dict[str, Any]]) -> None:
    """Nothing of it stays unless all does, with the note that it is done."""
    with transaction.atomic():
        finish(work, function(work))


def in_steps(work: WorkInHand, function: Callable[[WorkInHand], dict[str, Any]]) -> None:
    result = function(work)
    try:
        finish(work, result)
    except LostTurn:
        results.forget(work.job.file)
        raise


def finish(work: WorkInHand, result: dict[str, Any]) -> None:
    count = max(work.done, work.total or 0)
    work.end("finished_at", result=result, done=count, total=count, file=work.job.file)


def take_back_attempt(work: WorkInHand) -> None:
    """The worker is ending: it wasn't the job that broke off."""
    work.rows.update(attempts=F("attempts") - 1)


def try_again_or_fail(work: WorkInHand, error: Exception) -> None:
    pause = pause_after(work.job.attempts)
    if may_pass(error) and work.job.attempts < MOST_ATTEMPTS:
        with suppress(Exception):  # the database may be what is away
            work.rows.update(next_attempt_at=timezone.now() + pause)
        raise TryAgain(type(error).__name__) from error
    code = new_error_code()
    logger.error("The job %s failed", work.job.key, exc_info=error, extra={"error_code": code})
    work.end("failed_at", failure=plain_fault(code))
