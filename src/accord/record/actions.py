"""Writing down what was done: a deed for us, a leaf for everybody."""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accord.people.models import Visitor
from accord.record.models import Deed, Leaf, Log, Opening
from accord.record.registry import proof_for
from accord.record.registry import verb as registered_verb
from accord.spaces.models import Space


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


def canonical_form(thing: models.Model) -> dict[str, Any]:
    """The object as it is hashed: its declared form, kind and version."""
    entry = proof_for(thing)
    return {"form": entry.canonical(thing), "kind": entry.kind, "v": entry.version}


def digest(thing: models.Model) -> str:
    """SHA-256 of the object's declared form, as hex."""
    return hashlib.sha256(canonical_json(canonical_form(thing)).encode()).hexdigest()


@transaction.atomic
def forget(openings: models.QuerySet[Opening]) -> int:
    """Delete personal values and their salts. The hashes stay, open to nobody; the log holds."""
    count, _ = openings.delete()
    return count


@transaction.atomic(savepoint=False)
def record(
    *,
    space: Space,
    verb: str,
    thing: models.Model,
    actor: Visitor | None = None,
    public: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    note: str = "",
    by_day: bool = False,
) -> Leaf:
    """Write what was done, in the action's own transaction: a `Deed` and a public `Leaf`.

    `public` goes into the log for good. Each `personal` value goes in as a salted hash that can be
    opened until its `Opening` is deleted. `by_day` keeps no time finer than the day and no actor.
    """
    registered_verb(verb)
    if public and "sealed" in public:
        raise ValueError("'sealed' is the log's own word; call yours something else")
    entry = proof_for(thing)
    now = timezone.now()
    if by_day:
        # Noon is on that day in nearly every zone; midnight was yesterday in half of them.
        now = now.astimezone(dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    person = actor if actor is not None and actor.pk is not None and not by_day else None
    Deed.objects.create(
        space=space,
        actor_id=person.pk if person else None,
        verb=verb,
        kind=entry.kind,
        object_id=thing.pk,
        at=now,
        note=note,
    )
    openings = {
        name: (secrets.token_hex(32), str(value)) for name, value in (personal or {}).items()
    }
    sealed = {
        name: hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()
        for name, (salt, value) in openings.items()
    }
    # As the database has it: the object in hand may still hold a local time or a form's spelling.
    stored = entry.queryset().get(pk=thing.pk)
    body = canonical_json(
        {
            "v": 1,
            "verb": verb,
            "kind": entry.kind,
            "id": entry.public_id(stored),
            "at": now.isoformat(),
            "public": {**(public or {}), **({"sealed": sealed} if sealed else {})},
            "digest": (object_digest := digest(stored)),
        }
    )
    log, _ = Log.objects.get_or_create(space=space)
    leaf = Leaf.objects.create(
        log=log,
        verb=verb,
        kind=entry.kind,
        object_id=thing.pk,
        at=now,
        body=body,
        digest=object_digest,
        hash=hashlib.sha256(b"\x00" + body.encode()).hexdigest(),
    )
    Opening.objects.bulk_create(
        Opening(leaf=leaf, name=name, salt=salt, value=value)
        for name, (salt, value) in openings.items()
    )
    return leaf
