"""What happened: one event for each action, where it shows, and its line in the public log."""

import datetime as dt
import time
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.record.actions import write_line
from accord.record.kinds import is_proven
from accord.record.models import Event, LogEntry, Subject, SubjectModel
from accord.record.registry import Verb, private
from accord.record.viewer import Viewer

Thing = SubjectModel | Subject
COUNTED = private("space.counted", _("What is counted was put right"), affects_space=True)

# One row for the thing, each that it lies within, and those of the related things. Marked are the
# things themselves and, of a verb that affects the space, the space: pages below look otherwise.
SCOPES = """
INSERT INTO record_eventscope (subject_id, event_id, affects_descendants)
WITH RECURSIVE up(id, parent_id, level) AS (
    SELECT id, parent_id, 0 FROM record_subject WHERE id IN ({things})
    UNION
    SELECT above.id, above.parent_id, up.level + 1
    FROM record_subject AS above JOIN up ON above.id = up.parent_id WHERE up.level < %s
)
SELECT id, %s, MIN(CASE WHEN level = 0 OR (%s AND parent_id IS NULL) THEN 0 ELSE 1 END) = 0
FROM up GROUP BY id
"""
TOP = 20  # nothing lies so deep
SLOW = 5.0


@transaction.atomic(savepoint=False)
def emit(
    verb: Verb,
    thing: Thing,
    viewer: Viewer | None,
    *,
    data: Mapping[str, Any] | None = None,
    sealed: Mapping[str, str] | None = None,
    related: Iterable[Thing] = (),
    by_day: bool = False,
) -> LogEntry | None:
    """Write what was done, in the action's own transaction; the entry, if the public log has one.

    `data` goes into the log for good; each `sealed` value as a salted hash that can be opened until
    its `SealedValue` is deleted. `related` are other things on whose pages it shows. `by_day` keeps
    no time finer than the day and no actor. What the public was never shown gets its entry later,
    by `record_shown`.
    """
    refuse_undeclared(verb, data or {}, sealed or {})
    at = noon() if by_day else timezone.now()
    person = None if viewer is None or by_day or verb.is_unsigned else viewer.person
    write_event(verb, thing, related, person, at)
    if not verb.is_public:
        return None
    if verb.is_general and not is_proven(subject_of(thing).kind):
        return None
    if not isinstance(thing, SubjectModel):
        raise TypeError(f"{verb.key} needs the thing itself, not its subject")
    return write_line(verb, thing, at, data or {}, sealed or {})


def subject_of(thing: Thing) -> Subject:
    return thing if isinstance(thing, Subject) else thing.subject


def noon() -> dt.datetime:
    """On that day in nearly every zone; midnight was yesterday in half of them."""
    return timezone.now().astimezone(dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def refuse_undeclared(verb: Verb, data: Mapping[str, Any], sealed: Mapping[str, str]) -> None:
    unknown = (data.keys() - verb.data) | (sealed.keys() - verb.sealed)
    if unknown:
        raise ValueError(f"{verb.key} doesn't say that it keeps {sorted(unknown)}")


def write_event(
    verb: Verb, thing: Thing, related: Iterable[Thing], person: Person | None, at: dt.datetime
) -> None:
    @transaction.atomic(savepoint=False)
    def write() -> None:
        event = Event.objects.create(verb=verb.key, subject_id=thing.pk, actor=person, at=at)
        write_scopes(event, verb, [thing, *related])

    def write_again_if_late() -> None:
        """Ids are given before the commit: by then a page may have been kept as newer than this."""
        if time.monotonic() - began > SLOW:
            write()

    write()
    began = time.monotonic()
    transaction.on_commit(write_again_if_late)


def write_scopes(event: Event, verb: Verb, things: Iterable[Thing]) -> None:
    keys = sorted({thing.pk for thing in things})
    level = TOP if verb.reach is None else verb.reach
    sql = SCOPES.format(things=", ".join(["%s"] * len(keys)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*keys, level, event.pk, verb.affects_space])


def say_counted() -> None:
    """After counters were put right past all actions: every page may look otherwise."""
    for space in Subject.objects.filter(kind="space").order_by("pk"):
        emit(COUNTED, space, None)
