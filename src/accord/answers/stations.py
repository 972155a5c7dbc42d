"""How answers stand on a thread; where there is none yet, when one is due."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.answers.applicable_answers import newest_of_each
from accord.answers.models import NOT_TAKEN_UP, Obstacle, Outcome, Response
from accord.contributions.models import Contribution
from accord.plans.stations import promises_of
from accord.processes.registry import Owes
from accord.record.kinds import kind_of
from accord.record.relations import ANSWERED, HEARD, SAID
from accord.record.stations import (
    ENDED,
    HAPPENED,
    OPEN,
    Found,
    Station,
    register_dead_ends,
    register_teller,
)
from accord.themes.members import chain
from accord.themes.models import Paragraph, Theme
from accord.ui.texts import as_text

# Who could take the obstacle away. No law of any country: who made the rule, in general.
WHO_MAY_CHANGE = {
    Obstacle.LAW: gettext_lazy("Those who make the law could change that."),
    Obstacle.RULE: gettext_lazy("Those who made the rule could change that."),
    Obstacle.MONEY: gettext_lazy("Those who decide on the budget could change that."),
    Obstacle.NO_AUTHORITY: gettext_lazy("The body that has the authority could change that."),
    Obstacle.ANOTHER_BODY: gettext_lazy("The body in charge could change that."),
    Obstacle.COORDINATION: gettext_lazy("These bodies could change that together."),
}


def declare() -> None:
    register_teller(SAID, tell=untold)
    register_teller(ANSWERED, Response, tell=answered)
    register_dead_ends(overridden)


@dataclass(frozen=True)
class ShownAnswer:
    response: Response
    word: "str | Lazy"
    kind: str
    icon: str
    who_may_change: "str | Lazy"
    is_civil: bool


def untold(found: Found) -> list[Station]:
    """Where nothing that people said leads to this, what they asked for can be read elsewhere."""
    if found.of(Paragraph):
        return []
    icon, name = "message-circle", _("Said")
    heading = _("Who asked for this isn’t recorded")
    return [Station(SAID, "answers/thread/untold.html", icon, name, heading, is_gap=True)]


def answered(found: Found) -> list[Station]:
    counting, earlier = counting_answers(found)
    if not counting:
        return due(found)
    promised = promises_of(found)
    adopted = any(promise.adopted_on for promise in promised)
    answers = [answer(row, adopted=adopted or not promised) for row in counting]
    refused = all(row.outcome in NOT_TAKEN_UP for row in counting)
    last = counting[0]
    day = timezone.localtime(last.published_at).date() if last.published_at else None
    heading = ngettext("The answer", "The answers", len(answers))
    return [
        Station(
            ANSWERED,
            "answers/thread/answered.html",
            "reply",
            _("Answered"),
            str(answers[0].word) if refused else heading,
            state=ENDED if refused and not promised else HAPPENED,
            brief=date_format(day) if day else "",
            body={"answers": answers, "earlier": earlier},
            data=lambda: {"answers": [answer_data(row) for row in counting]},
        )
    ]


def counting_answers(found: Found) -> tuple[list[Response], list[Response]]:
    """Those that count, and earlier ones: for a person's own words one counts."""
    responses = found.of(Response)
    if isinstance(found.thing, Contribution):
        ranked = ranked_for(found.thing, responses, found)
        return ranked[:1], ranked[1:]
    newest = newest_of_each(responses)
    newest.sort(key=lambda row: (row.contribution_id or 0, row.theme_id or 0))
    return newest, []


def overridden(found: Found) -> set[int]:
    """Answers in whose place another counts; what they led to isn't what became of it."""
    counting = {row.pk for row in counting_answers(found)[0]}
    return {row.pk for row in found.of(Response)} - counting


def ranked_for(words: Contribution, responses: list[Response], found: Found) -> list[Response]:
    """An own answer goes before a theme's; of a theme and what it became part of, the newest."""
    above = {theme.pk: theme.merged_into_id for theme in found.of(Theme)}
    inside = {target for source, target in found.edges if source == words.pk and target in above}
    themes = {pk for theme in inside for pk in chain(theme, above)}
    own = [row for row in responses if row.contribution_id == words.pk]
    given = [row for row in responses if row.theme_id in themes]
    own.sort(key=lambda row: row.number, reverse=True)
    given.sort(key=lambda row: (row.published_at, row.number, row.pk), reverse=True)
    return own + given


def answer(response: Response, *, adopted: bool) -> ShownAnswer:
    outcome = response.outcome
    kind, icon = response.look
    word: str | Lazy = response.get_outcome_display()
    if not outcome:
        word = _("Outcome not stated")
    elif not adopted and outcome == Outcome.ADOPTED:
        word = _("In the draft plan")
    elif not adopted and outcome == Outcome.ADOPTED_IN_PART:
        word = _("In the draft plan, in part")
    who = ""
    if response.obstacle:
        last = gettext_lazy("The office that answered could change that.")
        who = WHO_MAY_CHANGE.get(Obstacle(response.obstacle), last)  # type: ignore[assignment]
    civil = response.office is not None and response.office.side == "civil_society"
    return ShownAnswer(response, word, kind, icon, who, civil)


def answer_data(row: Response) -> dict[str, Any]:
    return {
        "outcome": row.outcome or None,
        "obstacle": row.obstacle or None,
        "office": as_text(row.office.name).plain() if row.office else None,
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "text": as_text(row.reasons).plain(),
        "url": row.get_absolute_url(),
    }


def due(found: Found) -> list[Station]:
    """Of words, and of what was made of them, an answer is due, unless they have one elsewhere."""
    waiting = [words for words in found.of(Contribution) if words.answered_at is None]
    if kind_of(found.thing).station not in (SAID, HEARD) and not (found.is_backward and waiting):
        return []
    days = [
        words.activity.answer_due_on
        for words in waiting
        if words.activity is not None
        and words.activity.answer_due_on
        and words.activity.owes is not Owes.NONE
    ]
    heading, late = due_words(min(days)) if days else (_("No answer yet"), False)
    return [
        Station(
            ANSWERED,
            "answers/thread/due.html",
            "clock",
            _("Answered"),
            heading,
            state=OPEN,
            brief=heading if days else "",
            body={"day": min(days), "is_late": late} if days else None,
            is_gap=True,
            data=lambda: {"due_on": min(days).isoformat() if days else None},
        )
    ]


def due_words(day: dt.date) -> tuple[str, bool]:
    late = (timezone.localdate() - day).days
    if late <= 0:
        return _("Answer due %(day)s") % {"day": date_format(day)}, False
    return ngettext(
        "The answer is %(count)d day overdue", "The answer is %(count)d days overdue", late
    ) % {"count": late}, True
