"""Where an activity stands, in words for people. One place, so that all pages say the same."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.processes.models import Activity


@dataclass(frozen=True)
class Standing:
    """A state of an activity: its key, its tag (colour, icon, word) and a sentence."""

    key: str
    colour: str
    icon: str
    word: "str | Promise"
    sentence: str
    days_overdue: int = 0


def standing(activity: Activity) -> Standing:
    """Drafted, announced, open, closed, answer due or answered: computed from times and tally."""
    if activity.announced_at is None:
        return Standing("drafted", "quiet", "pencil", gettext_lazy("Draft"), "")
    if activity.is_open:
        return Standing("open", "open", "circle-dot", gettext_lazy("Open now"), _left(activity))
    if not activity.is_closed:
        sentence = _("This opens on %(day)s.") % {"day": _day(activity.first_day)}
        word = gettext_lazy("Announced")
        return Standing("announced", "quiet", "calendar", word, sentence)
    return _afterwards(activity)


def _afterwards(activity: Activity) -> Standing:
    if activity.answered_at is not None:
        word = gettext_lazy("Answered")
        return Standing(
            "answered", "good", "check", word, _("Everything that was said is answered.")
        )
    if activity.tally.unanswered:
        return _answer_due(activity)
    return Standing("closed", "quiet", "lock", gettext_lazy("Closed"), "")


def _answer_due(activity: Activity) -> Standing:
    due = activity.answer_due_on
    overdue = (timezone.localdate() - due).days if due else 0
    if due is None or overdue <= 0:
        sentence = _("Next: answers by %(day)s.") % {"day": _day(due)}
        return Standing("answer_due", "quiet", "clock", gettext_lazy("Answer due"), sentence)
    sentence = ngettext(
        "Answers were due on %(day)s, %(count)s day ago.",
        "Answers were due on %(day)s, %(count)s days ago.",
        overdue,
    ) % {"day": _day(due), "count": overdue}
    return Standing("answer_due", "warn", "clock", gettext_lazy("Answer due"), sentence, overdue)


def days_left(activity: Activity) -> int:
    """Whole days after today in which people can still take part."""
    last = activity.last_day
    return max((last - timezone.localdate()).days, 0) if last else 0


def _left(activity: Activity) -> str:
    days = days_left(activity)
    if days == 0:
        return _("Last day today")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}


def _day(day: dt.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
