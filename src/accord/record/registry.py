"""What can stand in the public log: verbs, and the provable form of each kind of object."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from accord.record.models import SubjectModel

Canonical = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Verb:
    """Something that is done, said once.

    One that `is_public` has a line in the log: `data` names what the line says, `sealed` what it
    holds sealed. `affects_space`: every page of the space may look otherwise. `reach` is how many
    levels up it shows; none: all. One that `is_unsigned` keeps nobody's name.
    """

    key: str
    sentence: "str | Promise"
    is_public: bool = False
    data: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    affects_space: bool = False
    reach: int | None = None
    is_unsigned: bool = False


@dataclass(frozen=True)
class Proof:
    """How a thing of one kind is written down to be hashed."""

    kind: str
    model: type[models.Model]
    version: int
    canonical: Canonical
    queryset: Callable[[], Any]
    was_shown: Callable[[Any], bool]
    shown_by: Callable[[Any], models.Model | None]
    in_public: Callable[[Any], bool] | None


_verbs: dict[str, Verb] = {}
_proofs: dict[str, Proof] = {}


def register_verb(verb: Verb) -> Verb:
    if verb.key in _verbs:
        raise ValueError(f"the verb {verb.key!r} has an owner already")
    if "sealed" in verb.data:
        raise ValueError("'sealed' is the log's own word; call yours something else")
    _verbs[verb.key] = verb
    return verb


def private(key: str, sentence: "str | Promise", **more: Any) -> Verb:
    """Something that is done and has no line in the log."""
    return register_verb(Verb(key, sentence, **more))


def public(
    key: str,
    sentence: "str | Promise",
    *,
    data: Iterable[str] = (),
    sealed: Iterable[str] = (),
    **more: Any,
) -> Verb:
    """Something that is done in public: the log has a line for it."""
    return register_verb(Verb(key, sentence, True, frozenset(data), frozenset(sealed), **more))


def register_proof(
    *,
    kind: str,
    model: type[models.Model],
    version: int,
    canonical: Canonical,
    was_shown: Callable[[Any], bool],
    shown_by: Callable[[Any], models.Model | None],
    queryset: Callable[[], Any] | None = None,
    in_public: Callable[[Any], bool] | None = None,
) -> None:
    """Say how objects of this kind are proven; `queryset` fetches all that `canonical` reads.

    `was_shown` tells of one such row whether the public was ever shown it: until then no entry is
    written. It never becomes false again, also when the row is hidden or withdrawn later.
    `shown_by` names the row that shows many at once and is decided by others, such as a process:
    whoever records something holds it, so that nobody opens it at the same moment.
    `in_public` tells of one such row whether its form may stand in an export that anyone can take.
    Without it the queryset's `visible_to` decides, and where there is none no form is exported.
    """
    if kind in _proofs:
        raise ValueError(f"the kind {kind!r} has an owner already")
    fetch = queryset or model._default_manager.all
    _proofs[kind] = Proof(kind, model, version, canonical, fetch, was_shown, shown_by, in_public)


def verb(key: str) -> Verb:
    return _verbs[key]


def verbs() -> dict[str, Verb]:
    return dict(_verbs)


def proof(kind: str) -> Proof:
    return _proofs[kind]


def proof_for(thing: SubjectModel) -> Proof:
    return _proofs[thing.subject.kind]


def proofs() -> dict[str, Proof]:
    return dict(_proofs)
