"""The stations of a thread, in order and in words: never a blank, never a dead end."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.contributions.models import Contribution
from accord.processes.models import Decision
from accord.processes.reading import SideStances, stances_by_side
from accord.responses.models import NOT_TAKEN_UP, Obstacle, Outcome, Response
from accord.responses.thread.graph import Found
from accord.responses.thread.promises import Promise

ROUTES = {
    "contribution": "responses:thread-contribution",
    "theme": "responses:thread-theme",
    "decision": "responses:thread-decision",
    "commitment": "responses:thread-commitment",
    "clause": "responses:thread-clause",
    "milestone": "responses:thread-milestone",
}
QUOTED = 3
# Who could take the obstacle away. No law of any country: who made the rule, in general.
WHO_MAY_CHANGE = {
    Obstacle.LAW: gettext_lazy("Those who make the law could change that."),
    Obstacle.RULE: gettext_lazy("Those who made the rule could change that."),
    Obstacle.MONEY: gettext_lazy("Those who decide on the budget could change that."),
    Obstacle.NO_AUTHORITY: gettext_lazy("The body that has the authority could change that."),
    Obstacle.ANOTHER_BODY: gettext_lazy("The body in charge could change that."),
    Obstacle.COORDINATION: gettext_lazy("These bodies could change that together."),
}


@dataclass(frozen=True)
class Station:
    kind: str
    icon: str
    name: str
    heading: Any
    state: str = "happened"  # or promised, ended
    brief: str = ""
    meta: Sequence[Any] = ()
    body: Any = None
    anchor: str = ""
    things: Sequence[Any] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.anchor or self.kind

    @property
    def template(self) -> str:
        return f"responses/thread/{self.kind}.html"


@dataclass(frozen=True)
class Judged:
    """A decision and how each side stood on it."""

    decision: Decision
    sides: list[SideStances]
    dissents: list[Any]
    thread_url: str


@dataclass(frozen=True)
class Answer:
    response: Response
    word: "str | Lazy"
    kind: str
    icon: str
    who_may_change: "str | Lazy"
    is_civil: bool


def thread_url(thing: Any) -> str:
    return reverse(ROUTES[type(thing).__name__.lower()], args=[thing.pk])


# --- What people said ----------------------------------------------------------------------------
def said(found: Found) -> Station:
    name, icon = _("Said"), "message-circle"
    if found.paragraphs:
        heading = _("What people said under this heading")
        return Station("heard", icon, name, heading, body=found.paragraphs, anchor="said")
    if not found.words:
        return Station("untold", icon, name, _("Who asked for this isn't recorded"), anchor="said")
    first = found.words[0]
    if isinstance(found.thing, Contribution):
        meta = [date_format(first.said_on), door_of(first), number_of(first)]
        brief = date_format(first.said_on)
        return Station(
            "said", icon, name, _("A person said"), brief=brief, meta=meta, things=[first]
        )
    count = sum(theme.member_count for theme in found.themes) or len(found.words)
    heading = ngettext("A person said", "People said", count)
    brief = _("since %(day)s") % {"day": date_format(first.said_on)}
    quotes = [(words, thread_url(words)) for words in found.words[:QUOTED]]
    body = {"quotes": quotes, "more": found.themes if count > len(quotes) else []}
    return Station("voices", icon, name, heading, brief=brief, body=body, anchor="said")


def door_of(words: Contribution) -> "str | Lazy":
    return words.provenance.get_door_display() if hasattr(words, "provenance") else ""


def number_of(words: Contribution) -> str:
    return _("No. %(number)s") % {"number": words.number}


def joined(found: Found) -> Station | None:
    if not found.themes:
        return None
    count = sum(theme.member_count for theme in found.themes)
    heading = ngettext(
        "%(count)d person said this", "%(count)d people said much the same", count
    ) % {"count": count}
    brief = ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
    if isinstance(found.thing, Contribution) and count > 1:
        brief = ngettext("with %(count)d other", "with %(count)d others", count - 1) % {
            "count": count - 1
        }
    body = {
        "themes": [(theme, thread_url(theme)) for theme in found.themes],
        "count": count,
        "ids": [words.pk for words in found.words] or [theme.pk for theme in found.themes],
        "membership": found.membership,
    }
    return Station("joined", "git-merge", _("Joined"), heading, brief=brief, body=body)


# --- What was decided and answered ---------------------------------------------------------------
def decided(found: Found) -> Station | None:
    if not found.decisions:
        return None
    one = found.decisions[0]
    heading = (
        one.title
        if len(found.decisions) == 1
        else ngettext("%(count)d decision", "%(count)d decisions", len(found.decisions))
        % {"count": len(found.decisions)}
    )
    meta = [date_format(one.decided_on), one.decided_by] if len(found.decisions) == 1 else []
    brief = date_format(one.decided_on)
    body = [judged(decision) for decision in found.decisions]
    return Station("decided", "scale", _("Decided"), heading, brief=brief, meta=meta, body=body)


def judged(decision: Decision) -> Judged:
    dissents = [one for one in decision.positions.all() if one.stance == "dissented"]
    return Judged(decision, stances_by_side(decision), dissents, thread_url(decision))


def answered(found: Found, promised: Sequence[Promise]) -> Station:
    if not found.responses:
        return due(found)
    adopted = any(promise.adopted_on for promise in promised)
    answers = [answer(row, adopted=adopted or not promised) for row in found.responses]
    refused = all(row.outcome in NOT_TAKEN_UP for row in found.responses)
    last = found.responses[0]
    day = timezone.localtime(last.published_at).date() if last.published_at else None
    heading = ngettext("The answer", "The answers", len(answers))
    if refused:
        heading = str(answers[0].word)
    return Station(
        "answered",
        "reply",
        _("Answered"),
        heading,
        state="ended" if refused and not promised else "happened",
        brief=date_format(day) if day else "",
        body={"answers": answers, "earlier": found.earlier},
    )


def answer(response: Response, *, adopted: bool) -> Answer:
    outcome = response.outcome
    kind, icon = ("good", "check") if outcome not in NOT_TAKEN_UP else ("quiet", "circle-slash")
    word: str | Lazy = response.get_outcome_display()
    if not outcome:
        kind, icon, word = "quiet", "circle-dashed", _("Outcome not stated")
    elif not adopted and outcome == Outcome.ADOPTED:
        word = _("In the draft plan")
    elif not adopted and outcome == Outcome.ADOPTED_IN_PART:
        word = _("In the draft plan, in part")
    who = ""
    if response.obstacle:
        last = gettext_lazy("The office that answered could change that.")
        who = WHO_MAY_CHANGE.get(Obstacle(response.obstacle), last)  # type: ignore[assignment]
    civil = response.office is not None and response.office.side == "civil_society"
    return Answer(response, word, kind, icon, who, civil)


def due(found: Found) -> Station:
    days = [
        words.activity.answer_due_on
        for words in found.words
        if words.activity is not None and words.activity.answer_due_on
    ]
    if not days:
        heading = _("No answer yet")
        return Station("due", "clock", _("Answered"), heading, state="promised", anchor="answered")
    heading, late = due_words(min(days))
    return Station(
        "due",
        "clock",
        _("Answered"),
        heading,
        state="promised",
        brief=heading,
        body={"day": min(days), "is_late": late},
        anchor="answered",
    )


def due_words(day: dt.date) -> tuple[str, bool]:
    late = (timezone.localdate() - day).days
    if late <= 0:
        return _("Answer due %(day)s") % {"day": date_format(day)}, False
    return ngettext(
        "The answer is %(count)d day overdue", "The answer is %(count)d days overdue", late
    ) % {"count": late}, True


# --- What was promised and kept ------------------------------------------------------------------
def in_plan(promise: Promise) -> Station:
    commitment, version = promise.commitment, promise.version
    meta: list[Any] = [_("Commitment %(code)s") % {"code": commitment.code}]
    if version is not None and version.frozen_at:
        meta.append(
            _("version %(number)s, adopted %(day)s")
            % {"number": version.number, "day": date_format(timezone.localdate(version.frozen_at))}
        )
    elif commitment.plan.is_imported:
        meta.append(commitment.plan.title)
    else:
        meta.append(_("still being written"))
    drafted = not promise.adopted_on and not commitment.plan.is_imported
    heading = _("The words in the draft plan") if drafted else _("The words in the plan")
    clauses = [(change, thread_url(change.clause)) for change in promise.clauses]
    return Station(
        "promised",
        "file-text",
        _("Promised"),
        _("Withdrawn from the plan") if commitment.withdrawn_at else heading,
        state="ended" if commitment.withdrawn_at else "happened",
        brief=brief_of(promise),
        meta=meta,
        body={"promise": promise, "clauses": clauses, "thread_url": thread_url(commitment)},
        anchor=f"promised-{commitment.pk}",
    )


def brief_of(promise: Promise) -> str:
    code = promise.commitment.code
    numbered = [c.clause.code for c in promise.clauses if c.clause.code != c.clause.field]
    if len(numbered) == 1:
        return _("Commitment %(code)s, clause %(clause)s") % {"code": code, "clause": numbered[0]}
    return _("Commitment %(code)s") % {"code": code}


def kept(promise: Promise) -> list[Station]:
    """A station for each milestone: the line says which is kept and which is only promised."""
    return [milestone_station(row) for row in promise.milestones]


def milestone_station(row: Any) -> Station:
    standing = row.standing
    icon = "check" if standing.is_kept else "clock" if standing.is_late else "flag"
    return Station(
        "kept",
        icon,
        _("Kept") if standing.is_kept else _("Kept?"),
        row.text.title,
        state="happened" if standing.is_kept else "promised",
        brief=standing.words,
        body={"row": row, "thread_url": thread_url(row.milestone), "news": news_of(row)},
        anchor=f"kept-{row.milestone.pk}",
    )


def news_of(row: Any) -> Any:
    """What the government says last; failing that, what civil society says."""
    for side in row.standing.sides:
        if side.update is not None and side.update.text:
            return side.update.text
    return None
