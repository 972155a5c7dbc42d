import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.processes.actions.activities import lock_activity
from accord.processes.dates import closing_instant, day_of, first_instant, last_day_before
from accord.processes.events import (
    ACTIVITY_MOVED,
    ACTIVITY_REOPENED,
    DATE_MOVED,
    PHASE_ADDED,
    PHASE_EDITED,
    PHASE_MOVED,
)
from accord.processes.models import Activity, DateChange, Phase, Process
from accord.processes.sheet import trouble_with_dates
from accord.record.events import emit
from accord.record.rules import require
from accord.record.subjects import number_subject
from accord.record.viewer import Viewer
from accord.ui.texts import LocalizedText, as_text

PHASE_DATES = ("starts_on", "ends_on")
ACTIVITY_DATES = ("opens_on", "last_day", "answer_due_on")


@transaction.atomic
def add_phase(
    *,
    viewer: Viewer,
    process: Process,
    name: Any,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    about: Any = None,
    icon: str = "circle-dot",
) -> Phase:
    require(viewer, "processes.plan", process)
    Process.objects.locked().get(pk=process.pk)
    _refuse_backwards(starts_on, ends_on)
    last = process.phases.order_by("-position").first()
    phase = Phase.objects.create(
        subject=number_subject("phase", process.subject),
        process=process,
        name=as_text(name),
        about=as_text(about),
        icon=icon,
        starts_on=starts_on,
        ends_on=ends_on,
        position=last.position + 1 if last else 0,
    )
    emit(PHASE_ADDED, phase, viewer)
    return phase


@transaction.atomic
def edit_phase(*, viewer: Viewer, phase: Phase, name: Any, about: Any) -> Phase:
    """The words of a phase. Its dates move by `move_date`."""
    require(viewer, "processes.plan", phase.process)
    locked = _lock_phase(phase)
    locked.name, locked.about = as_text(name), as_text(about)
    locked.save(update_fields=["name", "about"])
    emit(PHASE_EDITED, locked, viewer)
    return locked


@transaction.atomic
def move_date(
    *,
    viewer: Viewer,
    thing: Phase | Activity,
    dates: Mapping[str, dt.date | None],
    reason: Any,
) -> list[DateChange]:
    """Move days of a phase (`PHASE_DATES`) or of an activity (`ACTIVITY_DATES`).

    Each date that moves is kept with its old value and the reason. A later last day opens again
    what was closed.
    """
    require(viewer, "processes.plan", thing.process)
    words = as_text(reason)
    if not words:
        raise Conflict(_("Say why the date moves: people have planned with it."))
    if isinstance(thing, Phase):
        return _move_phase(_lock_phase(thing), dates, words, viewer)
    return _move_activity(lock_activity(thing), dates, words, viewer)


def _lock_phase(phase: Phase) -> Phase:
    locked = Phase.objects.locked().get(pk=phase.pk)
    locked.process = phase.process
    return locked


def _refuse_backwards(first: dt.date, last: dt.date | None) -> None:
    if last is not None and last < first:
        raise Conflict(_("The last day lies before the first. Choose a later last day."))


def _only(dates: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if unknown := dates.keys() - set(known):
        raise TypeError(f"these dates can't be moved here: {sorted(unknown)}")


def _move_phase(
    phase: Phase, dates: Mapping[str, dt.date | None], reason: LocalizedText, viewer: Viewer
) -> list[DateChange]:
    _only(dates, PHASE_DATES)
    before = {name: getattr(phase, name) for name in dates}
    for name, day in dates.items():
        setattr(phase, name, day)
    _refuse_backwards(phase.starts_on, phase.ends_on)
    moved = {name: day for name, day in dates.items() if day != before[name]}
    if not moved:
        return []
    phase.save(update_fields=list(moved))
    changes = [
        DateChange.objects.create(
            subject=number_subject("date-change", phase.process.subject),
            phase=phase,
            field=name,
            before=before[name],
            after=day,
            reason=reason,
            by=viewer.actor,
        )
        for name, day in moved.items()
    ]
    _note_changes(phase.process, changes, viewer)
    emit(PHASE_MOVED, phase, viewer)
    return changes


def _move_activity(
    activity: Activity, dates: Mapping[str, dt.date | None], reason: LocalizedText, viewer: Viewer
) -> list[DateChange]:
    _only(dates, ACTIVITY_DATES)
    if not all(dates.values()):
        raise Conflict(_("An announced date can’t be left empty."))
    before = days_of(activity)
    was_closed = activity.is_closed
    moved = {name: day for name, day in dates.items() if day and day != before[name]}
    if not moved:
        return []
    _set_days(activity, moved)
    if trouble := trouble_with_dates(activity):
        raise Conflict(trouble)
    _reopen_if_later(activity, moved)
    activity.save()
    changes = [
        DateChange.objects.create(
            subject=number_subject("date-change", activity.process.subject),
            activity=activity,
            field=name,
            before=before[name],
            after=day,
            reason=reason,
            by=viewer.actor,
        )
        for name, day in moved.items()
    ]
    if activity.announced_at is not None:
        _note_changes(activity.process, changes, viewer)
    reopened = was_closed and not activity.is_closed
    emit(ACTIVITY_REOPENED if reopened else ACTIVITY_MOVED, activity, viewer)
    return changes


def days_of(activity: Activity) -> dict[str, dt.date | None]:
    """The dates as people say them. What was closed by hand ended on the day that happened."""
    zone = activity.process.space.zone
    opens, closes = activity.opens_at, activity.closes_at
    last = last_day_before(closes, zone) if closes else None
    if activity.closed_at is not None:
        last = day_of(activity.closed_at, zone)
    return {
        "opens_on": day_of(opens, zone) if opens else None,
        "last_day": last,
        "answer_due_on": activity.answer_due_on,
    }


def _set_days(activity: Activity, days: Mapping[str, dt.date]) -> None:
    zone = activity.process.space.zone
    if day := days.get("opens_on"):
        if activity.announced_at and activity.opens_at and activity.opens_at <= timezone.now():
            raise Conflict(_("This has opened already; its first day can’t move any more."))
        activity.opens_at = first_instant(day, zone)
    if day := days.get("last_day"):
        activity.closes_at = closing_instant(day, zone)
    if day := days.get("answer_due_on"):
        activity.answer_due_on = day


def _reopen_if_later(activity: Activity, days: Mapping[str, dt.date]) -> None:
    if "last_day" not in days or activity.closes_at is None:
        return
    if activity.closes_at > timezone.now():
        activity.closed_at = activity.answered_at = None
    elif activity.announced_at is not None and activity.closed_at is None:
        raise Conflict(_("That day is over. To end now, close it with a reason."))


def _note_changes(process: Process, changes: list[DateChange], viewer: Viewer) -> None:
    for change in changes:
        emit(DATE_MOVED, change, viewer)
