"""How things can lead to each other: relations tie stations of a thread, never kinds.

So a new kind at a station needs no word here.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID, HEARD, DECIDED, ANSWERED, PROMISED, DONE = STATIONS = (
    "said",
    "heard",
    "decided",
    "answered",
    "promised",
    "done",
)


@dataclass(frozen=True)
class Relation:
    """`is_many`: thousands lead to one. `is_same`: what is tied counts as one thing, the last.

    `is_tied`: somebody ties it by hand, and unties it; then the source's form in the log names it.
    """

    key: str
    sources: frozenset[str]
    targets: frozenset[str]
    sentence: "str | Promise"
    is_many: bool = False
    is_same: bool = False
    is_tied: bool = False


_relations: dict[str, Relation] = {}


def register_relation(relation: Relation) -> Relation:
    unknown = (relation.sources | relation.targets) - set(STATIONS)
    if unknown:
        raise ValueError(f"{relation.key!r} ties no known station: {sorted(unknown)}")
    if relation.key in _relations:
        raise ValueError(f"the relation {relation.key!r} has an owner already")
    _relations[relation.key] = relation
    return relation


def relation(key: str) -> Relation:
    return _relations[key]


def relations() -> list[Relation]:
    return list(_relations.values())


def stations_that_lead_on() -> frozenset[str]:
    """From the others nothing leads anywhere, so nobody need ask."""
    return frozenset().union(*(each.sources for each in _relations.values() if not each.is_same))


GATHERED = register_relation(
    Relation(
        "gathered",
        frozenset({SAID}),
        frozenset({HEARD}),
        _("is part of"),
        is_many=True,
    )
)
MERGED = register_relation(
    Relation("merged", frozenset({HEARD}), frozenset({HEARD}), _("became part of"), is_same=True)
)
WAS_ANSWERED = register_relation(
    Relation("answered", frozenset({SAID, HEARD}), frozenset({ANSWERED}), _("was answered by"))
)
# The plan doesn't say which words led to which promise; it has them under one heading.
STANDS_WITH = register_relation(
    Relation(
        "stands_with", frozenset({HEARD}), frozenset({PROMISED}), _("stands under one heading with")
    )
)
LED_TO = register_relation(
    Relation(
        "led_to",
        frozenset({HEARD, ANSWERED, DECIDED}),
        frozenset({DECIDED, PROMISED, DONE}),
        _("led to"),
        is_tied=True,
    )
)
