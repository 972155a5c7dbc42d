"""Writing entries of the public log: how a thing is spelt, hashed and sealed."""

import datetime as dt
import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accord.record.entries import rows_now
from accord.record.kinds import is_proven, kind_of, links_in_forms, proof
from accord.record.models import (
    Event,
    EventScope,
    Link,
    Log,
    LogEntry,
    SealedValue,
    Subject,
    SubjectModel,
)
from accord.record.registry import Verb, verbs


def canonical_json(value: Any) -> str:
    """One spelling for one value: sorted keys, no spaces, real characters, no floats."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _refuse_floats(value: Any) -> None:
    """A float is spelt differently from language to language; a log must not hang on that."""
    if isinstance(value, float):
        raise TypeError(f"{value!r} has no one spelling: use a whole number or a text")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError(f"keys must be texts: {list(value)!r}")
        value = value.values()
    elif not isinstance(value, list | tuple):
        return
    for piece in value:
        _refuse_floats(piece)


def canonical_form(thing: SubjectModel) -> dict[str, Any]:
    """The object as it is hashed: its declared form, kind and version, and what it led to."""
    kind = thing.subject.kind
    declared = proof(kind)
    form = declared.canonical(thing)
    named = sorted(f"{tie.relation} {tie.target.kind}/{tie.target.code}" for tie in ties_of(thing))
    if named:
        form = {**form, "links": named}
    return {"form": form, "kind": kind, "v": declared.version}


def ties_of(thing: SubjectModel) -> list[Link]:
    """What somebody tied it to. The kind's `rows` fetch them, once for a list."""
    if not kind_of(thing).has_ties:
        return []
    ties: list[Link] | None = getattr(thing.subject, "ties", None)
    return list(links_in_forms().filter(source=thing.pk)) if ties is None else ties


def digest(thing: SubjectModel) -> str:
    """SHA-256 of the object's declared form, as hex."""
    return hashlib.sha256(canonical_json(canonical_form(thing)).encode()).hexdigest()


@transaction.atomic
def forget(sealed_values: models.QuerySet[SealedValue]) -> int:
    """Delete personal values and their salts. The hashes stay, open to nobody; the log holds."""
    count, _ = sealed_values.delete()
    return count


def write_line(
    verb: Verb,
    thing: SubjectModel,
    at: dt.datetime,
    data: Mapping[str, Any],
    sealed: Mapping[str, str],
) -> LogEntry | None:
    """The entry of what was done; none while the public was never shown the thing."""
    kind, declared = kind_of(thing), proof(thing.subject.kind)
    # As the database has it: the object in hand may still hold a local time or a form's spelling.
    stored = kind.rows.get(pk=thing.pk)
    if not declared.was_shown(stored):
        hold_showing(declared.shown_by(stored))
        stored = kind.rows.get(pk=thing.pk)
    if not declared.was_shown(stored):
        return None
    return _write_entry(verb.key, stored, at, data, sealed)


def hold_showing(row: models.Model | None) -> None:
    """Nobody opens this row before our transaction ends; who is opening it now has then done so.

    Many may hold it at once. Who opens it locks it for update first, and so finds all that they
    recorded; who waited for the opening sees it and writes the entry. SQLite lets one write anyway.
    """
    if row is None or not connection.features.has_select_for_update:
        return
    quote = connection.ops.quote_name
    table, key = quote(row._meta.db_table), quote(str(row._meta.pk.column))
    with connection.cursor() as cursor:  # Django has no word for FOR SHARE
        cursor.execute(f"SELECT 1 FROM {table} WHERE {key} = %s FOR SHARE", [row.pk])  # noqa: S608 - our own names


@transaction.atomic(savepoint=False)
def record_shown(thing: SubjectModel, *, shown_by: models.Model | None = None) -> int:
    """Give what was done inside a thing in hiding its entries, now that it is shown; how many.

    Part of whatever shows many things at once. Each entry says what was last done to its thing.
    When it was done stays ours: the entry's time is that of the showing. `shown_by` is what
    shows them together with the caller's own row, which is locked: a plan's process.
    """
    hold_showing(shown_by)
    entries = LogEntry.objects.filter(subject=OuterRef("subject"))
    inside = EventScope.objects.filter(subject=thing.pk, event=OuterRef("pk"))
    spoken = [verb.key for verb in verbs().values() if verb.is_public]
    events = Event.objects.filter(Exists(inside), ~Exists(entries), verb__in=spoken)
    newest = {
        event.subject: event.verb for event in events.select_related("subject").order_by("pk")
    }
    shown = _shown(newest)
    now = timezone.now()
    for subject, verb in newest.items():
        if subject.pk in shown:
            _write_entry(verb, shown[subject.pk], now, {}, {})
    return len(shown)


def _shown(subjects: Collection[Subject]) -> dict[int, Any]:
    """Those of the things, by primary key, that the public was shown."""
    ids: dict[str, list[int]] = defaultdict(list)
    for subject in subjects:
        if is_proven(subject.kind):
            ids[subject.kind].append(subject.pk)
    return {
        pk: row
        for kind, wanted in ids.items()
        for pk, row in rows_now(kind, wanted).items()
        if proof(kind).was_shown(row)
    }


def _write_entry(
    verb: str,
    stored: SubjectModel,
    at: dt.datetime,
    data: Mapping[str, Any],
    personal: Mapping[str, str],
) -> LogEntry:
    sealed_values = {name: (secrets.token_hex(32), str(value)) for name, value in personal.items()}
    sealed = {
        name: hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()
        for name, (salt, value) in sealed_values.items()
    }
    body = canonical_json(
        {
            "v": 1,
            "verb": verb,
            "kind": stored.subject.kind,
            "id": stored.subject.code,
            "at": at.isoformat(),
            "public": {**data, **({"sealed": sealed} if sealed else {})},
            "digest": (object_digest := digest(stored)),
        }
    )
    log, _ = Log.objects.get_or_create(space_id=stored.subject.space_id)
    entry = LogEntry.objects.create(
        log=log,
        verb=verb,
        subject_id=stored.pk,
        at=at,
        body=body,
        digest=object_digest,
        hash=hashlib.sha256(b"\x00" + body.encode()).hexdigest(),
    )
    SealedValue.objects.bulk_create(
        SealedValue(entry=entry, name=name, salt=salt, value=value)
        for name, (salt, value) in sealed_values.items()
    )
    return entry
