"""Long work: what may be begun, how far it is, and how it ended."""

import uuid
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accord.record.rules import may
from accord.record.viewer import AccordRequest
from accord.runs import results
from accord.runs.actions import start_job, stop_job
from accord.runs.job_kinds import JobKind, job_kinds
from accord.runs.models import Job, JobQuerySet
from accord.runs.numbers import said, time_left, time_taken
from accord.ui.freshness import check_tag, kept_fresh
from accord.ui.numbers import as_number
from accord.ui.typed import login_required

ON_A_PAGE = 20


def jobs_of(request: AccordRequest) -> JobQuerySet:
    """Those they see; of a kind that went with its part of the site nobody can say anything."""
    rows: JobQuerySet = Job.objects.visible_to(request.viewer)
    return rows.filter(kind__in=[kind.key for kind in job_kinds()]).select_related("person")


def kinds_for(request: AccordRequest) -> list[JobKind]:
    viewer = request.viewer
    return [kind for kind in job_kinds() if may(viewer, kind.permission, viewer.space)]


@never_cache
@login_required
@require_safe
def job_list(request: AccordRequest) -> HttpResponse:
    """What this person may begin, and what was begun, newest first."""
    rows = jobs_of(request).order_by("-pk")
    if (before := as_number(request.GET.get("before", ""))) is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: ON_A_PAGE + 1])
    page = found[:ON_A_PAGE]
    context = {
        "kinds": kinds_for(request) if before is None else [],
        "jobs": [(job, state_of(job)) for job in page],
        "older_url": f"?before={page[-1].pk}" if len(found) > ON_A_PAGE else "",
        "newer_url": "?" if before is not None else "",
    }
    return render(request, "runs/list.html", context)


@login_required
@require_POST
def start(request: AccordRequest, kind: str) -> HttpResponse:
    found = next((entry for entry in kinds_for(request) if entry.key == kind), None)
    if found is None:
        raise Http404
    return redirect(start_job(viewer=request.viewer, kind=found))


@login_required
@require_safe
@kept_fresh
def detail(request: AccordRequest, key: uuid.UUID) -> HttpResponse:
    """How far it is. The page asks again by itself, and gets nothing while nothing has changed."""
    job = get_object_or_404(jobs_of(request), key=key)
    context = told(job) | {"may_begin_again": may_begin_again(request, job)}
    check_tag(request, job.pk, job.turn, job.total, *context.values())
    piece = "#job" if request.htmx else ""
    return render(request, f"runs/detail.html{piece}", context)


@login_required
@require_POST
def cancellation(request: AccordRequest, key: uuid.UUID) -> HttpResponse:
    job = get_object_or_404(jobs_of(request), key=key)
    stop_job(viewer=request.viewer, job=job)
    return redirect(job)


@never_cache
@login_required
@require_safe
def file(request: AccordRequest, key: uuid.UUID) -> FileResponse:
    """What the job wrote, piece by piece."""
    kept = jobs_of(request).filter(finished_at__isnull=False, keep_until__gt=timezone.now())
    job = get_object_or_404(kept, key=key)
    if not job.file or job.about.file_name is None:
        raise Http404
    try:
        found = results.opened(job)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(found, as_attachment=True, filename=job.about.file_name(job.data))


def state_of(job: Job) -> str:
    if job.finished_at:
        return "finished"
    if job.failed_at:
        return "failed"
    if job.cancelled_at:
        return "cancelled"
    if job.stop_asked_at:
        return "stopping"
    if job.next_attempt_at:
        return "again"
    return "running" if job.started_at else "waiting"


def told(job: Job) -> dict[str, Any]:
    """All that the page says, so that it is new whenever one of these is."""
    state, now = state_of(job), timezone.now()
    return {
        "job": job,
        "state": state,
        "done": job.done,
        "progress": job.about.progress(job.done, job.total) if job.total else "",
        "left": time_left(job, now) if state == "running" else "",
        "taken": time_taken(job),
        "outcome": job.about.outcome(job) if state == "finished" else None,
        "figures": figures(job) if state == "finished" else (),
        "file_until": job.keep_until if job.file else None,
    }


def may_begin_again(request: AccordRequest, job: Job) -> bool:
    """What hangs on something that was brought is begun where it was brought."""
    if job.failed_at is None or job.data:
        return False
    return may(request.viewer, job.about.permission, request.viewer.space)


def figures(job: Job) -> list[tuple[str, str]]:
    return [(said(number), noun) for number, noun in job.about.outcome(job).figures]
