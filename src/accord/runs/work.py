"""Long work on the page “Your work”: what still runs, and what ended lately."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.record.rules import may
from accord.record.viewer import Viewer
from accord.runs.job_kinds import job_kinds
from accord.runs.models import NOT_ENDED, Job
from accord.runs.numbers import time_left
from accord.runs.views import state_of
from accord.spaces.models import Space
from accord.spaces.work import Entry, work

MOST = 8
LATELY = dt.timedelta(days=2)


def long_work(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    """Of who asked for it alone: those who administer see all of it on a page of its own."""
    if viewer.person is None:
        return {}
    rows = theirs(viewer, [kind.key for kind in job_kinds()])
    if not rows:
        return {}
    now = timezone.now()
    jobs = [(job, state_of(job), "" if job.ended_at else time_left(job, now)) for job in rows]
    return {space.pk: {"long_work": jobs} for space in spaces if space.pk == viewer.space.pk}


def to_begin(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    """For those who may begin any of it."""
    may_begin = any(may(viewer, kind.permission, viewer.space) for kind in job_kinds())
    entries = [Entry(_("What you can begin here"), reverse("runs:list"))]
    return {
        space.pk: work(_("Long work"), entries)
        for space in spaces
        if may_begin and space.pk == viewer.space.pk
    }


def theirs(viewer: Viewer, kinds: list[str]) -> list[Job]:
    since = timezone.now() - LATELY
    lately = Q(finished_at__gte=since) | Q(failed_at__gte=since)
    rows = Job.objects.filter(NOT_ENDED | lately, kind__in=kinds)
    return list(rows.filter(space=viewer.space, person=viewer.person).order_by("-pk")[:MOST])
