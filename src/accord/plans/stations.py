"""How promises and milestones stand on a thread, and how a thread begins at one."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accord.plans.models import Clause, Commitment, Milestone
from accord.plans.progress import MilestoneRow
from accord.plans.promises import Promise, promises
from accord.record.relations import DONE, PROMISED
from accord.record.stations import (
    ENDED,
    HAPPENED,
    OPEN,
    Branch,
    Found,
    Station,
    register_opening,
    register_teller,
)
from accord.ui.texts import as_text


def declare() -> None:
    register_teller(PROMISED, Commitment, Clause, tell=promised)
    register_teller(DONE, Milestone, tell=done)
    for model in (Commitment, Clause, Milestone):
        register_opening(model, opening)


def commitment_of(thing: Any) -> Commitment:
    whole: Commitment = thing.commitment if isinstance(thing, Clause | Milestone) else thing
    return whole


def promises_of(found: Found) -> list[Promise]:
    """Read once for both stations."""
    if "promises" not in found.kept:
        things = found.of(Commitment, Clause, Milestone)
        wholes = list(dict.fromkeys(commitment_of(thing) for thing in things))
        own = {thing.pk for thing in found.of(Clause, Milestone)}
        found.kept["promises"] = promises(wholes, found.pieces | own)
    told: list[Promise] = found.kept["promises"]
    return told


def branch_of(promise: Promise) -> Branch:
    row = promise.commitment
    return Branch(row.code, row.code, row.title, row.get_absolute_url())


def promised(found: Found) -> list[Station]:
    return [in_plan(promise, found) for promise in promises_of(found)]


def done(found: Found) -> list[Station]:
    """A station for each milestone: the line says which is kept and which is only promised."""
    return [
        milestone_station(row, promise, found)
        for promise in promises_of(found)
        for row in promise.milestones
    ]


def in_plan(promise: Promise, found: Found) -> Station:
    commitment, version = promise.commitment, promise.version
    meta: list[Any] = [_("Commitment %(code)s") % {"code": commitment.code}]
    drafted = commitment.plan.is_draft
    if version is not None and version.frozen_at and not drafted:
        meta.append(
            _("version %(number)s, adopted %(day)s")
            % {"number": version.number, "day": date_format(timezone.localdate(version.frozen_at))}
        )
    elif commitment.plan.is_imported:
        meta.append(commitment.plan.title)
    else:
        meta.append(_("still being written"))
    heading = _("The words in the draft plan") if drafted else _("The words in the plan")
    clauses = [(change, found.address(change.clause)) for change in promise.clauses]
    return Station(
        PROMISED,
        "plans/thread/promised.html",
        "file-text",
        _("Promised?") if drafted else _("Promised"),
        _("Withdrawn from the plan") if commitment.withdrawn_at else heading,
        state=ENDED if commitment.withdrawn_at else OPEN if drafted else HAPPENED,
        brief=brief_of(promise),
        meta=meta,
        body={"promise": promise, "clauses": clauses, "thread_url": found.address(commitment)},
        anchor=f"promised-{commitment.code}",
        branch=branch_of(promise),
        data=lambda: promise_data(promise),
    )


def brief_of(promise: Promise) -> str:
    code = promise.commitment.code
    numbered = [c.clause.code for c in promise.clauses if c.clause.code != c.clause.field]
    if len(numbered) == 1:
        return _("Commitment %(code)s, clause %(clause)s") % {"code": code, "clause": numbered[0]}
    return _("Commitment %(code)s") % {"code": code}


def milestone_station(row: MilestoneRow, promise: Promise, found: Found) -> Station:
    standing = row.standing
    icon = "check" if standing.is_kept else "clock" if standing.is_late else "flag"
    return Station(
        DONE,
        "plans/thread/kept.html",
        icon,
        _("Kept") if standing.is_kept else _("Kept?"),
        row.text.title,
        state=HAPPENED if standing.is_kept else OPEN,
        brief=standing.words,
        body={"row": row, "thread_url": found.address(row.milestone), "news": news_of(row)},
        anchor=f"kept-{promise.commitment.code}-{row.milestone.code}",
        branch=branch_of(promise),
        data=lambda: milestone_data(row),
    )


def news_of(row: MilestoneRow) -> Any:
    """What the government says last; failing that, what civil society says."""
    for side in row.standing.sides:
        if side.update is not None and side.update.text:
            return side.update.text
    return None


# --- As data -------------------------------------------------------------------------------------
def official(row: Any, text: Any) -> dict[str, Any]:
    return {"text": as_text(text).plain(), "url": row.get_absolute_url()}


def promise_data(promise: Promise) -> dict[str, Any]:
    clauses = [
        {
            "code": change.clause.code,
            "text": change.now.plain(),
            "before": change.before.plain(),
            "url": change.clause.get_absolute_url(),
        }
        for change in promise.clauses
    ]
    row = promise.commitment
    version = promise.version.number if promise.version else None
    return {"code": row.code, "version": version, "clauses": clauses, **official(row, row.title)}


def milestone_data(row: MilestoneRow) -> dict[str, Any]:
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


# --- Title and lead ------------------------------------------------------------------------------
def opening(found: Found, translated: bool) -> dict[str, Any]:
    thing = found.thing
    commitment = commitment_of(thing)
    eyebrow, icon = _("Commitment %(code)s") % {"code": commitment.code}, "file-text"
    if isinstance(thing, Milestone):
        icon = "flag"
        eyebrow = _("Milestone %(milestone)s of commitment %(code)s") % {
            "milestone": thing.code,
            "code": commitment.code,
        }
    if isinstance(thing, Clause):
        eyebrow = _("Clause %(clause)s of commitment %(code)s") % {
            "clause": thing.code,
            "code": commitment.code,
        }
    return {
        "icon": icon,
        "eyebrow": eyebrow,
        "title": _("Where this came from"),
        "subject": commitment.title,
    }
