"""A thread as data: the stations of the page, with codes and texts in all their languages.

No persons: not who wrote, who cleared, or who sits where.
"""

from collections.abc import Callable
from typing import Any

from accord.responses.thread.page import Thread
from accord.responses.thread.stations import Station
from accord.ui.texts import as_text


def as_data(found: Thread) -> dict[str, Any]:
    rows = [station_data(station) for station in found.stations]
    branches = [[station_data(one) for one in branch.stations] for branch in found.branches]
    return {
        "of": type(found.thing).__name__.lower(),
        "is_backward": found.is_backward,
        "stations": rows,
        "branches": branches,
    }


def station_data(station: Station) -> dict[str, Any]:
    make = BODIES.get(station.kind, lambda body: {})
    found = make(station.things if station.kind == "said" else station.body)
    return {"kind": station.kind, "state": station.state, **found}


def words(row: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "said_on": row.said_on.isoformat(),
        "language": row.language,
        "title": row.title,
        "text": row.body,
        "url": row.get_absolute_url(),
    }


def official(row: Any, text: Any) -> dict[str, Any]:
    return {"text": as_text(text).plain(), "url": row.get_absolute_url()}


def themes(body: Any) -> dict[str, Any]:
    rows = [
        {"number": t.number, "people": t.member_count, **official(t, t.title)}
        for t, _ in body["themes"]
    ]
    return {"themes": rows}


def decisions(body: Any) -> dict[str, Any]:
    rows = []
    for one in body:
        sides = [{"side": s.colour, "agreed": s.agreed, "of": s.total} for s in one.sides]
        row = one.decision
        rows.append(
            {
                "number": row.number,
                "decided_on": row.decided_on.isoformat(),
                "sides": sides,
                "dissent": [as_text(position.reason).plain() for position in one.dissents],
                **official(row, row.text),
            }
        )
    return {"decisions": rows}


def answers(body: Any) -> dict[str, Any]:
    rows = []
    for one in body["answers"]:
        row = one.response
        rows.append(
            {
                "outcome": row.outcome or None,
                "obstacle": row.obstacle or None,
                "office": as_text(row.office.name).plain() if row.office else None,
                "published_at": row.published_at.isoformat() if row.published_at else None,
                **official(row, row.reasons),
            }
        )
    return {"answers": rows}


def promise(body: Any) -> dict[str, Any]:
    one = body["promise"]
    clauses = [
        {
            "code": change.clause.code,
            "text": change.now.plain(),
            "before": change.before.plain(),
            "url": change.clause.get_absolute_url(),
        }
        for change in one.clauses
    ]
    row = one.commitment
    version = one.version.number if one.version else None
    return {"code": row.code, "version": version, "clauses": clauses, **official(row, row.title)}


def milestone(body: Any) -> dict[str, Any]:
    row = body["row"]
    due, expected = row.text.due_on, row.standing.expected_on
    return {
        "code": row.milestone.code,
        "standing": row.standing.state.value,
        "due_on": due.isoformat() if due else None,
        "due_precision": row.text.due_precision,
        "expected_on": expected.isoformat() if expected else None,
        "government": row.standing.government.status if row.standing.government else None,
        "civil_society": row.standing.civil_society.status if row.standing.civil_society else None,
        "differs": row.standing.differs,
        **official(row.milestone, row.text.title),
    }


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "said": lambda things: {"words": [words(row) for row in things]},
    "voices": lambda body: {"words": [words(row) for row, _ in body["quotes"]]},
    "heard": lambda body: {"paragraphs": [official(row, row.heard) for row in body]},
    "joined": themes,
    "decided": decisions,
    "answered": answers,
    "due": lambda body: {"due_on": body["day"].isoformat() if body else None},
    "promised": promise,
    "kept": milestone,
}
