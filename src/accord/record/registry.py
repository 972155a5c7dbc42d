"""What can be done: verbs, each said once by the app whose work it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Verb:
    """Something that is done, said once.

    One that `is_public` has a line in the log: `data` names what the line says, `sealed` what it
    holds sealed. `affects_space`: every page of the space may look otherwise. `reach` is how many
    levels up it shows; none: all. One that `is_unsigned` keeps nobody's name. One that
    `is_general` is about things of any kind: those without a proof have no line.
    """

    key: str
    sentence: "str | Promise"
    is_public: bool = False
    data: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    affects_space: bool = False
    reach: int | None = None
    is_unsigned: bool = False
    is_general: bool = False


_verbs: dict[str, Verb] = {}


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


def verb(key: str) -> Verb:
    return _verbs[key]


def verbs() -> dict[str, Verb]:
    return dict(_verbs)
