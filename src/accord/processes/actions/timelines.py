import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.processes.dates import day_of, last_day_before
from accord.processes.events import TIMELINE_PUBLISHED
from accord.processes.models import Activity, Phase, Process, Timeline
from accord.record.events import emit
from accord.record.rules import require
from accord.record.subjects import subject_inside
from accord.record.viewer import Viewer


@transaction.atomic
def publish_timeline(*, viewer: Viewer, process: Process) -> Timeline:
    """Freeze the dates as they stand now, with the time of publishing. Never altered after."""
    require(viewer, "processes.plan", process)
    Process.objects.locked().get(pk=process.pk)
    if not process.is_public:
        raise Conflict(_("Open this to the public first: dates nobody can read aren’t published."))
    body = snapshot(process)
    if not body["phases"]:
        raise Conflict(_("There are no dates yet. Add a phase first."))
    last = process.timelines.first()
    if last is not None and last.body == body:
        raise Conflict(_("These dates are published already; nothing has changed since."))
    version = last.version + 1 if last else 1
    subject = subject_inside("timeline", version, parent=process.subject)
    timeline = Timeline.objects.create(subject=subject, process=process, version=version, body=body)
    emit(TIMELINE_PUBLISHED, timeline, viewer)
    return timeline


def snapshot(process: Process) -> dict[str, Any]:
    """All public dates of a process, as plain data that stays readable by itself."""
    announced = process.activities.filter(announced_at__isnull=False).order_by("opens_at", "pk")
    starts_on = process.development_starts_on
    return {
        "development_starts_on": starts_on.isoformat() if starts_on else None,
        "time_zone": process.space.time_zone,
        "phases": [_phase(phase) for phase in process.phases.all()],
        "activities": [_activity(activity, process) for activity in announced],
    }


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "position": phase.position,
        "name": phase.name.plain(),
        "starts_on": phase.starts_on.isoformat(),
        "ends_on": phase.ends_on.isoformat() if phase.ends_on else None,
    }


def _activity(activity: Activity, process: Process) -> dict[str, Any]:
    zone = process.space.zone
    due: dt.date | None = activity.answer_due_on
    return {
        "slug": activity.slug,
        "title": activity.title.plain(),
        "opens_on": day_of(activity.opens_at, zone).isoformat() if activity.opens_at else None,
        "last_day": last_day_before(activity.closes_at, zone).isoformat()
        if activity.closes_at
        else None,
        "answer_due_on": due.isoformat() if due else None,
    }
