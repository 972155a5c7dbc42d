"""The stations of a thread, in order and in words: never a blank, never a dead end."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.contributions.models import Contribution
from accord.people.models import Visitor
from accord.plans.models import ClauseText
from accord.plans.progress import Standing, shown_versions, standings
from accord.processes.models import Decision
from accord.responses.models import NOT_TAKEN_UP, Theme
from accord.responses.thread.graph import Found, find

ROUTES = {
    "contribution": "responses:thread-contribution",
    "theme": "responses:thread-theme",
    "decision": "responses:thread-decision",
    "commitment": "responses:thread-commitment",
    "clause": "responses:thread-clause",
    "milestone": "responses:thread-milestone",
}


@dataclass(frozen=True)
class Station:
    kind: str
    icon: str
    name: str
    heading: "str | Promise"
    state: str = "happened"  # or promised, ended
    meta: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Thread:
    thing: Any
    stations: list[Station]
    is_backward: bool


def thread_url(thing: Any) -> str:
    return reverse(ROUTES[type(thing).__name__.lower()], args=[thing.pk])


def thread(thing: Any, visitor: Visitor) -> Thread:
    found = find(thing, visitor)
    is_backward = not isinstance(thing, Contribution | Theme | Decision)
    stations = [one for one in all_stations(found) if one is not None]
    return Thread(thing, stations[::-1] if is_backward else stations, is_backward)


def all_stations(found: Found) -> list[Station | None]:
    return [
        said(found),
        joined(found),
        decided(found),
        answered(found),
        promised(found),
        kept(found),
    ]


def said(found: Found) -> Station | None:
    if found.paragraphs:
        items = [
            {"official": row.heard, "url": row.get_absolute_url(), "label": row.code}
            for row in found.paragraphs
        ]
        return Station("said", "message-circle", _("Said"), _("What people said"), items=items)
    if not found.words:
        return Station(
            "said", "message-circle", _("Said"), _("The plan doesn't say who asked for this")
        )
    count = len(found.words)
    heading = ngettext("A person said", "People said", count)
    items = [
        {
            "voice": row.body,
            "language": row.language,
            "url": row.get_absolute_url(),
            "thread": thread_url(row),
            "label": _("No. %(number)s") % {"number": row.number},
        }
        for row in found.words[:3]
    ]
    meta = date_format(found.words[0].said_on)
    return Station("said", "message-circle", _("Said"), heading, meta=meta, items=items)


def joined(found: Found) -> Station | None:
    items = [
        {
            "official": row.title,
            "url": row.get_absolute_url(),
            "thread": thread_url(row),
            "count": row.member_count,
        }
        for row in found.themes
    ]
    if not items:
        return None
    count = sum(row.member_count for row in found.themes)
    heading = ngettext(
        "%(count)d person said this", "%(count)d people said much the same", count
    ) % {"count": count}
    return Station("joined", "git-merge", _("Joined"), heading, items=items)


def decided(found: Found) -> Station | None:
    items = [
        {
            "official": row.title,
            "prose": row.text,
            "url": row.get_absolute_url(),
            "thread": thread_url(row),
            "label": date_format(row.decided_on),
        }
        for row in found.decisions
    ]
    return (
        Station("decided", "scale", _("Decided"), _("It was decided"), items=items)
        if items
        else None
    )


def answered(found: Found) -> Station:
    if not found.responses:
        return due(found)
    ended = all(row.outcome in NOT_TAKEN_UP for row in found.responses)
    items = [
        {
            "answer": row.reasons,
            "office": row.office.name if row.office else None,
            "tag": row.get_outcome_display() if row.outcome else _("Outcome not stated"),
            "good": row.outcome not in NOT_TAKEN_UP and bool(row.outcome),
            "obstacle": row.get_obstacle_display() if row.obstacle else "",
            "url": row.get_absolute_url(),
            "label": date_format(row.published_at) if row.published_at else "",
        }
        for row in found.responses
    ]
    nowhere = ended and not found.commitments
    return Station(
        "answered",
        "reply",
        _("Answered"),
        _("Not this time") if nowhere else _("The answer"),
        state="ended" if nowhere else "happened",
        items=items,
    )


def due(found: Found) -> Station:
    days = [
        w.activity.answer_due_on for w in found.words if w.activity and w.activity.answer_due_on
    ]
    if not days:
        return Station("answered", "clock", _("Answered"), _("No answer yet"), state="promised")
    day, today = min(days), timezone.localdate()
    late = (today - day).days
    heading = (
        ngettext("%(count)d day overdue", "%(count)d days overdue", late) % {"count": late}
        if late > 0
        else _("Answer due %(day)s") % {"day": date_format(day)}
    )
    return Station("answered", "clock", _("Answered"), heading, state="promised")


def promised(found: Found) -> Station | None:
    if not found.commitments:
        return None
    shown = shown_versions([row.pk for row in found.commitments])
    texts: dict[int, dict[str, str]] = {}
    rows = ClauseText.objects.filter(
        version__in=[version.pk for version in shown.values()], clause__in=found.clauses
    )
    for row in rows:
        texts.setdefault(row.clause_id, {})[row.language] = row.text
    items = [
        {
            "clause": texts[clause.pk],
            "label": clause.code,
            "url": clause.get_absolute_url(),
            "thread": thread_url(clause),
        }
        for clause in found.clauses
        if clause.pk in texts
    ]
    items += [
        {
            "official": row.title,
            "label": row.code,
            "url": row.get_absolute_url(),
            "thread": thread_url(row),
        }
        for row in found.commitments
    ]
    return Station("promised", "file-text", _("Promised"), _("The words in the plan"), items=items)


def kept(found: Found) -> Station | None:
    if not found.milestones:
        return None
    known = standings(found.milestones)
    items = [milestone_item(row, known[row.pk]) for row in found.milestones]
    done = all(known[row.pk].is_kept for row in found.milestones)
    return Station(
        "kept",
        "check" if done else "flag",
        _("Kept") if done else _("Kept?"),
        _("Kept") if done else _("Promised, not yet kept"),
        state="happened" if done else "promised",
        items=items,
    )


def milestone_item(row: Any, standing: Standing) -> dict[str, Any]:
    return {
        "label": row.code,
        "url": row.get_absolute_url(),
        "thread": thread_url(row),
        "standing": standing,
    }
