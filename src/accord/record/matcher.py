"""A condition asked of a row in hand, in Python, with the answer that the database would give.

Apart from `rules.py`, which says what the conditions are for: this knows only conditions and rows.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.fields.reverse_related import OneToOneRel
from django.utils import timezone

# NOTHING holds of no row, EVERYTHING of all. Not Q(): an empty one is dropped from `a | Q()`.
NOTHING = Q(pk__in=frozenset[int]())
EVERYTHING = ~NOTHING

ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
}
LOOKUPS = {"exact", "in", "isnull", *ORDERED}
# What both databases and Python compare alike; of these, words aren't sorted alike.
SORTED = (models.IntegerField, models.DateField)  # a date and time is a date, to Django
COLUMNS = (*SORTED, models.BooleanField, models.CharField, models.TextField, models.UUIDField)
Relation = models.ForeignKey[Any, Any] | OneToOneRel


class UnfitRule(TypeError):
    """A condition of which list and single look might not say the same. Our mistake, always."""


@dataclass(frozen=True)
class Path:
    """Where a condition leads: over these relations to this column of the last row."""

    steps: tuple[Relation, ...]
    column: Any
    kinds: tuple[type[models.Model], ...]  # of which a whole row may stand for its key
    lookup: str

    @property
    def plain(self) -> Any:
        """The column whose values these are: a key to a key is what that one is."""
        column = self.column
        while column.is_relation:
            column = column.target_field
        return column

    def read(self, thing: models.Model) -> Any:
        """What stands there; nothing where the way there ends, as in the database."""
        row: Any = thing
        for step in self.steps:
            name = step.get_accessor_name() if isinstance(step, OneToOneRel) else step.name
            try:
                row = getattr(row, str(name))
            except ObjectDoesNotExist:
                return None
            if row is None:
                return None
        return getattr(row, self.column.attname)


def matches(q: Q, thing: models.Model) -> bool:
    """Whether the row would be in a list that is filtered by this."""
    return _holds(checked(q, type(thing)), thing)


def _holds(node: Q, thing: models.Model) -> bool:
    children: list[Any] = node.children
    answers = (
        _holds(child, thing) if isinstance(child, Q) else _agrees(child[0], child[1], thing)
        for child in children
    )
    found = any(answers) if node.connector == Q.OR else all(answers)
    return found != node.negated


def _agrees(name: str, value: Any, thing: models.Model) -> bool:
    path = path_of(type(thing), name)
    column, wanted = path.read(thing), value_of(path, value)
    if path.lookup == "isnull":
        return (column is None) is bool(wanted)
    if wanted is None:
        return column is None
    if column is None:
        return False
    if path.lookup == "in":
        return bool(column in wanted)
    if path.lookup == "exact":
        return bool(column == wanted)
    return bool(ORDERED[path.lookup](column, wanted))


def checked(q: Q, model: type[models.Model]) -> Q:
    """The same condition, if both databases and Python read it alike; else an error says why not.

    *Not* is said of the thing's own columns alone: over a join that finds no row SQL says neither
    yes nor no.
    """
    for name, value, is_negated in _conditions(q, is_negated=False):
        path = path_of(model, name)
        value_of(path, value)
        if is_negated and path.steps:
            raise UnfitRule(f"“not” of {name}, which isn't a column of {model.__name__} itself")
    return q


def _conditions(node: Q, *, is_negated: bool) -> Iterator[tuple[str, Any, bool]]:
    if node.connector not in (Q.AND, Q.OR):
        raise UnfitRule(f"a rule knows “and” and “or”, not {node.connector}")
    if not node.children:
        raise UnfitRule("an empty condition: say EVERYTHING")
    is_negated = is_negated or node.negated
    for child in node.children:
        if isinstance(child, Q):
            yield from _conditions(child, is_negated=is_negated)
        elif isinstance(child, tuple):
            yield (*child, is_negated)
        else:
            raise UnfitRule(f"an expression that only a database can work out: {child!r}")


def simplified(q: Q) -> Q:
    """The same without what holds of no row, such as roles that nobody holds, or of all.

    Most viewers hold no role, and a join that no row needs costs as much as any other.
    """
    children: list[Any] = q.children
    is_or, kept = q.connector == Q.OR, Q(_connector=q.connector, _negated=q.negated)
    parts: list[Any] = kept.children
    for child in children:
        part = simplified(child) if isinstance(child, Q) else child
        is_nothing = part == NOTHING or _is_one_of_none(part)
        if (is_or and part == EVERYTHING) or (is_nothing and not is_or):
            return EVERYTHING if is_or != q.negated else NOTHING
        if not is_nothing and part != EVERYTHING:
            parts.append(part)
    if parts:
        return kept
    return NOTHING if is_or != q.negated else EVERYTHING


def _is_one_of_none(part: Any) -> bool:
    return isinstance(part, tuple) and part[0].endswith("__in") and not part[1]


def through(relation: str, q: Q) -> Q:
    """The same condition, of what lies at the end of this relation; of no row it holds never."""
    if q == EVERYTHING:
        return Q(**{f"{relation}__isnull": False})
    if q == NOTHING:
        return NOTHING
    moved = Q(_connector=q.connector, _negated=q.negated)
    children: list[Any] = q.children
    moved.children = [
        through(relation, child) if isinstance(child, Q) else (f"{relation}__{child[0]}", child[1])
        for child in children
    ]
    return moved


@cache
def path_of(model: type[models.Model], name: str) -> Path:
    """Read a condition's name as Django does, as far as it leads to one row at most."""
    *relations, last = name.split("__")
    lookup = last if last in LOOKUPS else "exact"
    if lookup == "exact" and last != "exact":
        relations.append(last)
    fields: list[Any] = []
    here: Any = model
    for part in relations:
        if here is None:
            raise UnfitRule(f"{name}: there is no way on, and no look-up {part!r}")
        fields.append(field := _field(here, part, name))
        here = field.related_model if field.is_relation else None
    if not fields:
        raise UnfitRule(f"{name} names no column")
    kinds = (here,) if here is not None else ()
    if isinstance(fields[-1], OneToOneRel):
        fields.append(here._meta.pk)
    *steps, column = fields
    # The key of a row lies in what points to it, so that one needn't be read.
    while steps and not isinstance(steps[-1], OneToOneRel) and column is steps[-1].target_field:
        column = steps.pop()
        kinds = (*kinds, column.related_model)
    path = Path(tuple(steps), column, kinds, lookup)
    _refuse_column(path, name)
    return path


def _field(model: type[models.Model], part: str, name: str) -> Any:
    try:
        field: Any = model._meta.pk if part == "pk" else model._meta.get_field(part)
    except FieldDoesNotExist:
        raise UnfitRule(f"{name}: {model.__name__} has no {part!r}, nor is it a look-up") from None
    is_single = field.many_to_one or field.one_to_one
    if field.is_relation and not (is_single and field.related_model is not None):
        raise UnfitRule(f"{name}: {part!r} leads to many rows, or to any kind of row")
    return field


def _refuse_column(path: Path, name: str) -> None:
    if not isinstance(path.plain, COLUMNS) or getattr(path.plain, "db_collation", None):
        raise UnfitRule(f"{name}: databases compare such columns each in its way")
    if path.lookup in ORDERED and not isinstance(path.plain, SORTED):
        raise UnfitRule(f"{name}: databases sort words each in its way")


def value_of(path: Path, value: Any) -> Any:
    """What is compared, as the column would hold it."""
    if path.lookup == "isnull":
        if not isinstance(value, bool):
            raise UnfitRule(f"isnull asks yes or no, not {value!r}")
        return value
    if path.lookup == "in":
        if not isinstance(value, list | tuple | set | frozenset):
            raise UnfitRule(f"one of {value!r}: only a collection in hand can be asked")
        return {_plain_value(path, each) for each in value}
    if value is None and path.lookup != "exact":
        raise UnfitRule(f"{path.lookup} of nothing")
    return _plain_value(path, value)


def _plain_value(path: Path, value: Any) -> Any:
    if hasattr(value, "resolve_expression"):
        raise UnfitRule(f"an expression that only a database can work out: {value!r}")
    if isinstance(value, models.Model):
        if not isinstance(value, path.kinds) or value.pk is None:
            raise UnfitRule(f"{value!r} can't stand where {path.column} is asked")
        value = value.pk
    if isinstance(value, float) and isinstance(path.plain, models.IntegerField):
        raise UnfitRule(f"{value!r} is no whole number")
    try:
        found = path.plain.to_python(value)
        if path.lookup in ORDERED and isinstance(path.plain, models.IntegerField):
            path.plain.run_validators(found)  # beyond what the column holds, none isn't less
    except ValidationError as error:
        raise UnfitRule(f"{value!r} can't stand in {path.column}") from error
    if isinstance(found, dt.datetime) and timezone.is_naive(found):
        raise UnfitRule(f"{value!r} is a time in no zone")
    return found
