"""Processes, their activities and their dates, as news."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.processes.events import (
    ACTIVITY_ANNOUNCED,
    ACTIVITY_ANSWERED,
    ACTIVITY_CLOSED,
    ACTIVITY_OPENED,
    DATE_MOVED,
    PROCESS_CLOSED,
    PROCESS_OPENED,
)
from accord.processes.models import DateChange
from accord.record.news import Item, Occurrence, alike, item, linked, register_news
from accord.record.viewer import Viewer
from accord.ui.templatetags.accord import official

# Where somebody opened or closed by hand, that is told, and not the day that moved with it.
BY_HAND = ("opens_at", "closes_at")
MOVED: dict[str, "str | Promise"] = {
    "starts_on": gettext_lazy(
        "%(process)s: “%(thing)s” now begins on %(after)s, not on %(before)s. %(reason)s"
    ),
    "opens_on": gettext_lazy(
        "%(process)s: “%(thing)s” now begins on %(after)s, not on %(before)s. %(reason)s"
    ),
    "ends_on": gettext_lazy(
        "%(process)s: “%(thing)s” now ends on %(after)s, not on %(before)s. %(reason)s"
    ),
    "last_day": gettext_lazy(
        "%(process)s: “%(thing)s” now ends on %(after)s, not on %(before)s. %(reason)s"
    ),
    "answer_due_on": gettext_lazy(
        "%(process)s, “%(thing)s”: answers now come by %(after)s, not by %(before)s. %(reason)s"
    ),
}


def declare() -> None:
    register_news(PROCESS_OPENED, PROCESS_CLOSED, kind="process", tell=tell_processes)
    register_news(
        ACTIVITY_ANNOUNCED,
        ACTIVITY_OPENED,
        ACTIVITY_CLOSED,
        ACTIVITY_ANSWERED,
        kind="activity",
        tell=tell_activities,
    )
    register_news(DATE_MOVED, kind="date-change", tell=tell_dates)


def tell_processes(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    sentences = {
        PROCESS_OPENED.key: _("A new process has begun: %(process)s"),
        PROCESS_CLOSED.key: _("This process has ended: %(process)s"),
    }
    return [
        item([one], sentences[one.verb], process=linked(one.thing, one.thing.title))
        for one in batch
        if one.thing.is_public
    ]


def tell_activities(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    items = (one_activity(one) for one in batch if one.thing.announced_at)
    return [told for told in items if told is not None]


def one_activity(one: Occurrence) -> Item | None:
    activity = one.thing
    if one.verb == ACTIVITY_ANSWERED.key and activity.answered_at is None:
        return None  # something waits for an answer again
    sentences = {
        ACTIVITY_ANNOUNCED.key: _("You can take part from %(first)s to %(last)s: %(activity)s"),
        ACTIVITY_OPENED.key: _("You can take part earlier than planned: %(activity)s"),
        ACTIVITY_CLOSED.key: _("This closed earlier than planned: %(activity)s"),
        ACTIVITY_ANSWERED.key: _("Everyone has an answer now: %(activity)s"),
    }
    return item(
        [one],
        sentences[one.verb],
        first=date_format(activity.first_day),
        last=date_format(activity.last_day),
        activity=linked(activity, activity.title),
    )


def tell_dates(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    """Each date with its reason; several of one thing at once as one."""
    moved = [one for one in batch if one.thing.field not in BY_HAND]
    groups = alike(moved, lambda one: one.thing.phase_id or one.thing.activity_id)
    return [dates(group) for group in groups]


def dates(group: Sequence[Occurrence]) -> Item:
    change: DateChange = group[0].thing
    thing = change.phase or change.activity
    if thing is None:
        raise ValueError(f"date change {change.pk} moved nothing")
    title = thing.name if change.phase is not None else change.activity.title  # type: ignore[union-attr]
    address = reverse("processes:date-changes", args=[thing.process.slug])
    sentence: str | Promise = _("%(process)s: “%(thing)s” has other dates now. %(reason)s")
    if len(group) == 1 and change.before and change.after:
        sentence = MOVED[change.field]
    return item(
        group,
        sentence,
        process=official(thing.process.title),
        thing=linked(thing, title, address),
        before=date_format(change.before) if change.before else "",
        after=date_format(change.after) if change.after else "",
        reason=official(change.reason),
    )
