import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.processes import queries
from accord.processes.calendar import calendar_of
from accord.processes.dates import day_of, today
from accord.processes.models import Activity, Process, Timeline
from accord.processes.templates import Notice, notice_given
from accord.processes.views.finders import find_activity, find_process
from accord.record.rules import may
from accord.record.viewer import AccordRequest


@require_safe
def timeline(request: AccordRequest, slug: str) -> HttpResponse:
    """Every published version of the dates, newest first, and the dates as they stand now."""
    process = find_process(request, slug)
    versions = list(process.timelines.all()[:50])
    return render(
        request,
        "processes/timeline.html",
        {
            "process": process,
            "stops": queries.stops(list(process.phases.all()), queries.changes_of(process)),
            "versions": [(version, _readable(version)) for version in versions],
            "notice": first_notice(process, versions),
            "may_plan": may(request.viewer, "processes.plan", process),
        },
    )


def first_notice(process: Process, versions: list[Timeline]) -> Notice | None:
    """How long before work began people first knew; until then, what publishing today gives."""
    zone = process.space.zone
    first = versions[-1] if versions else None
    return notice_given(
        template_key=process.template_key,
        published_on=day_of(first.published_at, zone) if first else today(zone),
        starts_on=process.development_starts_on,
    )


def _readable(version: Timeline) -> list[dict[str, object]]:
    """The rows of a frozen timeline, its days as dates again."""
    rows = [
        {"name": row["name"], "first": row["starts_on"], "last": row["ends_on"], "answers": None}
        for row in version.body.get("phases", [])
    ] + [
        {
            "name": row["title"],
            "first": row["opens_on"],
            "last": row["last_day"],
            "answers": row["answer_due_on"],
        }
        for row in version.body.get("activities", [])
    ]
    for row in rows:
        for name in ("first", "last", "answers"):
            row[name] = dt.date.fromisoformat(row[name]) if row[name] else None
    return rows


@require_safe
def date_changes(request: AccordRequest, slug: str) -> HttpResponse:
    """Every date that moved: from when to when, and why."""
    process = find_process(request, slug)
    changes = [
        change
        for change in queries.changes_of(process)
        if change.activity is None or change.activity.announced_at is not None
    ]
    return render(request, "processes/date_changes.html", {"process": process, "changes": changes})


@require_safe
def calendar(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_process(request, slug)
    found = Activity.objects.visible_to(request.viewer).filter(process=process)
    body = calendar_of(
        process,
        list(process.phases.all()),
        list(found.filter(announced_at__isnull=False).order_by("opens_at", "pk")),
        host=request.get_host().rsplit(":", 1)[0],
        url=request.build_absolute_uri(process.get_absolute_url()),
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{process.slug}.ics"'
    return response


@require_safe
def sheet(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """The purpose sheet of an activity, for everyone to hold the hosts to."""
    process = find_process(request, slug)
    activity = find_activity(request, process, activity_slug)
    return render(
        request,
        "processes/sheet.html",
        {
            "process": process,
            "card": queries.card(activity),
            "ladder": queries.ladder(activity.influence),
            "changes": activity.date_changes.all(),
            "may_plan": may(request.viewer, "processes.plan", process),
        },
    )
