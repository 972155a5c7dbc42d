"""What of a process stands in the public log, and in which form it is hashed."""

import datetime as dt
from typing import Any

from accord.processes.models import (
    SHEET,
    Activity,
    DateChange,
    Phase,
    Process,
    Timeline,
)
from accord.ui.texts import LocalizedText


def _plain(value: Any) -> Any:
    if isinstance(value, LocalizedText):
        return value.plain()
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _fields(thing: Any, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(thing, name)) for name in names}


def canonical_process(process: Process) -> dict[str, Any]:
    texts = ("title", "question", "purpose", "can_change", "cannot_change", "decision_maker")
    return _fields(process, "slug", *texts, "development_starts_on", "opened_at", "closed_at")


def canonical_phase(phase: Phase) -> dict[str, Any]:
    return {
        "process": phase.process.slug,
        **_fields(phase, "position", "name", "about", "starts_on", "ends_on"),
    }


def canonical_activity(activity: Activity) -> dict[str, Any]:
    times = ("opens_at", "closes_at", "announced_at", "opened_at", "closed_at", "answered_at")
    return {
        "process": activity.process.slug,
        **_fields(activity, "slug", "type_key", *SHEET, *times),
    }


def canonical_date_change(change: DateChange) -> dict[str, Any]:
    thing = change.phase or change.activity
    name = (
        f"phase {change.phase.position}"
        if change.phase
        else change.activity and change.activity.slug
    )
    return {
        "process": thing.process.slug if thing else "",
        "of": name,
        **_fields(change, "field", "before", "after", "reason", "at"),
    }


def canonical_timeline(timeline: Timeline) -> dict[str, Any]:
    return {
        "process": timeline.process.slug,
        **_fields(timeline, "version", "published_at", "body"),
    }


def activity_was_shown(activity: Activity) -> bool:
    return activity.process.is_public and activity.announced_at is not None


def date_was_shown(change: DateChange) -> bool:
    """What isn't announced yet has moved for nobody to see."""
    if change.activity is not None:
        return activity_was_shown(change.activity)
    return change.phase is not None and change.phase.process.is_public


def process_of(thing: Phase | Activity | Timeline) -> Process:
    return thing.process


def process_of_date(change: DateChange) -> Process | None:
    thing = change.phase or change.activity
    return thing.process if thing else None


def process_was_shown(thing: Phase | Timeline) -> bool:
    return thing.process.is_public
