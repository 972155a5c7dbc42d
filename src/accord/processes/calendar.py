"""The dates of a process as an iCalendar file. Events keep their id when they move."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accord.processes.dates import day_of, last_day_before
from accord.processes.models import Activity, Phase, Process


def calendar_of(
    process: Process, phases: list[Phase], activities: list[Activity], *, host: str, url: str
) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Accord//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", str(process.title))
    calendar.add("x-wr-calname", str(process.title))
    for phase in phases:
        uid = f"phase-{phase.position}"
        _add(calendar, process, host, url, uid, str(phase.name), phase.starts_on, phase.ends_on)
    for activity in activities:
        for uid, words, first, last in _days(activity, process):
            _add(calendar, process, host, url, uid, words, first, last)
    return bytes(calendar.to_ical())


def _days(activity: Activity, process: Process) -> list[tuple[str, str, dt.date, dt.date | None]]:
    """An activity's opening, its last day, and the day answers are due."""
    zone = process.space.zone
    name, title = f"activity-{activity.slug}", {"title": str(activity.title)}
    days: list[tuple[str, str, dt.date, dt.date | None]] = []
    if activity.opens_at:
        day = day_of(activity.opens_at, zone)
        days.append((f"{name}-opens", _("Opens: %(title)s") % title, day, day))
    if activity.closes_at:
        day = last_day_before(activity.closes_at, zone)
        days.append((f"{name}-last-day", _("Last day: %(title)s") % title, day, day))
    if activity.answer_due_on:
        day = activity.answer_due_on
        days.append((f"{name}-answers", _("Answers due: %(title)s") % title, day, day))
    return days


def _add(
    calendar: Calendar,
    process: Process,
    host: str,
    url: str,
    uid: str,
    words: str,
    first: dt.date,
    last: dt.date | None,
) -> None:
    event = Event()
    event.add("uid", f"{uid}.{process.slug}@{host}")
    event.add("dtstamp", timezone.now().astimezone(dt.UTC))
    event.add("summary", words)
    event.add("dtstart", first)
    # The end of an all-day event is the day after it (RFC 5545, 3.6.1).
    event.add("dtend", (last or first) + dt.timedelta(days=1))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)
