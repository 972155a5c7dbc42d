"""What happened in a place, as news: each app tells of what it owns, in sentences with a link.

    register_news(DECISION_RECORDED, kind="decision", tell=tell_decisions)

`tell` gets all such events of a page at once, newest first, about things that the viewer is shown.
What nobody registered is no news. A public verb's event is told only if the log had its line at
that moment: what was done in hiding is no news of the day on which it was done.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from accord.record.kinds import load_shown
from accord.record.models import EventScope, LogEntry, Subject
from accord.record.registry import Verb, verbs
from accord.record.viewer import Viewer
from accord.ui.templatetags.accord import official

READ = 60
# Plain values: whole rows of three models for each would cost more than the question.
COLUMNS = (
    *("event", "event__verb", "event__at", "event__subject", "event__subject__space"),
    *("event__subject__parent", "event__subject__kind", "event__subject__code"),
)
SPARE = 3  # of what was written down, some is hidden or withdrawn by now
SEVERAL = 3  # from here on alike ones of a day are told together


@dataclass(frozen=True)
class Occurrence:
    """An event about a thing that the viewer is shown. Of when it was, the day is told."""

    number: int
    verb: str
    day: dt.date
    at: dt.datetime
    thing: Any


@dataclass(frozen=True)
class Item:
    """One piece of news; `number` is that of the newest event in it."""

    number: int
    day: dt.date
    sentence: SafeString


Tell = Callable[[Sequence[Occurrence], Viewer], Iterable[Item]]


@dataclass(frozen=True)
class Row:
    """An event that may be news, before anybody has looked whether its thing is shown."""

    number: int
    verb: str
    at: dt.datetime
    subject: Subject

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.at)

    @property
    def tell(self) -> Tell:
        return _tellers[self.verb, self.subject.kind]


@dataclass(frozen=True)
class Page:
    """News by day, newest first; `older` is the event before which the next page begins."""

    days: list[tuple[dt.date, list[Item]]]
    older: int | None


_tellers: dict[tuple[str, str], Tell] = {}


def register_news(*verbs: Verb, kind: str, tell: Tell) -> None:
    """Say how events of these verbs about things of this kind are told."""
    for verb in verbs:
        if (verb.key, kind) in _tellers:
            raise ValueError(f"{verb.key} about a {kind} is told already")
        _tellers[verb.key, kind] = tell


def newest_news(viewer: Viewer, most: int) -> list[tuple[dt.date, list[Item]]]:
    """The newest few. Things are fetched for some more, and for all only if those don't do."""
    rows, _older = rows_before(viewer.space, None)
    turns: dict[tuple[dt.date, Tell], list[Row]] = {}
    for row in rows:
        turns.setdefault((row.day, row.tell), []).append(row)
    batches, ahead = list(turns.values()), most + SPARE
    items = told(joined(batches[:ahead]), viewer)
    if len(items) < most and len(batches) > ahead:
        items += told(joined(batches[ahead:]), viewer)
    return by_day(in_order(items)[:most])


def news_page(viewer: Viewer, before: int | None = None) -> Page:
    rows, older = rows_before(viewer.space, before)
    return Page(by_day(in_order(told(rows, viewer))), older)


def events_of(space: Subject) -> Any:
    """The events that may be news, newest first, by the key of what shows in the space."""
    keys = {verb for verb, _kind in _tellers}
    private = sorted(key for key in keys if not verbs()[key].is_public)
    line = LogEntry.objects.filter(
        subject=OuterRef("event__subject"), verb=OuterRef("event__verb"), at=OuterRef("event__at")
    )
    rows = EventScope.objects.filter(
        subject=space.pk,
        event__verb__in=sorted(keys),
        event__subject__kind__in=sorted({kind for _verb, kind in _tellers}),
    )
    shown_then = rows.filter(Q(event__verb__in=private) | Exists(line))
    return shown_then.order_by("-event")


def rows_before(space: Subject, before: int | None) -> tuple[list[Row], int | None]:
    """Whole days, but for a day with more events than are read at once; and where to go on."""
    found = events_of(space)
    if before is not None:
        found = found.filter(event__lt=before)
    read = [
        Row(
            number,
            verb,
            at,
            Subject(pk=pk, space_id=space_id, parent_id=parent, kind=kind, code=code),
        )
        for number, verb, at, pk, space_id, parent, kind, code in found.values_list(*COLUMNS)[
            : READ + 1
        ]
    ]
    if len(read) <= READ:
        return known(read), None
    whole = read[:READ]
    while whole and whole[-1].day == read[-1].day:
        whole.pop()
    whole = whole or read[:READ]
    return known(whole), whole[-1].number


def known(rows: Iterable[Row]) -> list[Row]:
    """Each once, as a late one may be written twice; and none that nobody tells of."""
    once: dict[tuple[int, str, dt.datetime], Row] = {}
    for row in rows:
        if (row.verb, row.subject.kind) in _tellers:
            once.setdefault((row.subject.pk, row.verb, row.at), row)
    return list(once.values())


def told(rows: Sequence[Row], viewer: Viewer) -> list[Item]:
    """One question for each model that occurs, however many events there are."""
    things = {thing.pk: thing for thing in load_shown({row.subject for row in rows}, viewer)}
    batches: dict[Tell, list[Occurrence]] = {}
    for row in rows:
        if row.subject.pk in things:
            shown = Occurrence(row.number, row.verb, row.day, row.at, things[row.subject.pk])
            batches.setdefault(row.tell, []).append(shown)
    return [item for tell, batch in batches.items() for item in tell(batch, viewer)]


def in_order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.day, item.number), reverse=True)


def by_day(items: Iterable[Item]) -> list[tuple[dt.date, list[Item]]]:
    return [(day, list(group)) for day, group in groupby(items, key=lambda item: item.day)]


def joined(batches: Iterable[list[Row]]) -> list[Row]:
    return [row for batch in batches for row in batch]


# --- For those who tell --------------------------------------------------------------------------
def alike(
    batch: Iterable[Occurrence], what: Callable[[Occurrence], Hashable]
) -> list[list[Occurrence]]:
    """Those of one day that have the same of something, such as a parent, newest first."""
    groups: dict[tuple[dt.date, Hashable], list[Occurrence]] = {}
    for one in batch:
        groups.setdefault((one.day, what(one)), []).append(one)
    return list(groups.values())


def item(group: Sequence[Occurrence], sentence: "str | Promise", **parts: Any) -> Item:
    """A sentence about these events; its parts are numbers, texts and links."""
    return Item(group[0].number, group[0].day, say(sentence, **parts))


def say(sentence: "str | Promise", **parts: Any) -> SafeString:
    """The sentence with its parts, everything escaped that isn't markup already."""
    escaped = {
        name: value if isinstance(value, int) else conditional_escape(value)
        for name, value in parts.items()
    }
    return mark_safe(conditional_escape(str(sentence)) % escaped)  # noqa: S308 - both are escaped


def linked(thing: Any, text: Any, address: str = "") -> SafeString:
    """An official text as a link to a thing, in the language that it is in."""
    return format_html('<a href="{}">{}</a>', address or thing.get_absolute_url(), official(text))


def linked_words(words: Any, address: str = "") -> SafeString:
    """What a person called their words, as a link, in the language that they wrote in."""
    return format_html(
        '<a href="{}" lang="{}" dir="auto">{}</a>',
        address or words.get_absolute_url(),
        words.language,
        words,
    )
