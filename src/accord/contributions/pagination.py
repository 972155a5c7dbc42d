"""Pages by key: each begins after the last row of the one before, however long the list is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accord.ui.numbers import as_number

MICRO = 1_000_000


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next_key: str = ""


@dataclass(frozen=True)
class Order:
    """A named order: by one field downwards, ids breaking ties."""

    key: str
    field: str
    is_time: bool = False

    def key_of(self, row: Any) -> str:
        value = getattr(row, self.field)
        return f"{_micros(value) if self.is_time else value}-{row.pk}"

    def _value(self, number: int | None) -> dt.datetime | int | None:
        return _moment(number) if self.is_time and number is not None else number

    def after(self, rows: "QuerySet[Any]", key: str) -> "QuerySet[Any]":
        """The rows after this key; from the start where the key means nothing."""
        ordered = rows.order_by(f"-{self.field}", "-pk")
        said, _, last = key.partition("-")
        value, pk = self._value(as_number(said)), as_number(last)
        if value is None or pk is None:
            return ordered
        # A comparison the index can start from, then the tie.
        return ordered.filter(
            Q(**{f"{self.field}__lte": value}) & (Q(**{f"{self.field}__lt": value}) | Q(pk__lt=pk))
        )


def _micros(moment: dt.datetime) -> int:
    since = moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return since // dt.timedelta(microseconds=1)


def _moment(micros: int) -> dt.datetime | None:
    try:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=micros)
    except OverflowError:  # after the year 9999
        return None


def page(rows: "QuerySet[Any]", order: Order, key: str, size: int) -> Page:
    found = list(order.after(rows, key)[: size + 1])
    has_more = len(found) > size
    return Page(found[:size], order.key_of(found[size - 1]) if has_more else "")


def merged_page(
    sources: "Sequence[QuerySet[Any]]", field: str, key: str, size: int, *, is_newest_first: bool
) -> Page:
    """One page out of several kinds of rows by a time they all have; a query for each kind."""
    sign = "-" if is_newest_first else ""
    found = []
    for place, source in enumerate(sources):
        beyond = _beyond(source, place, field, key, is_newest_first)
        ordered = beyond.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1]
        found += [(getattr(row, field), place, row.pk, row) for row in ordered]
    found.sort(key=lambda entry: entry[:3], reverse=is_newest_first)
    rows = [entry[3] for entry in found[:size]]
    if len(found) <= size:
        return Page(rows)
    moment, place, pk, _row = found[size - 1]
    return Page(rows, f"{_micros(moment)}-{place}-{pk}")


def _beyond(
    rows: "QuerySet[Any]", place: int, field: str, key: str, is_newest_first: bool
) -> "QuerySet[Any]":
    """Those after this key; all of them where the key means nothing."""
    parts = [as_number(part) for part in key.split("-")]
    if len(parts) != 3 or None in parts:
        return rows
    micros, last_place, last_pk = (part or 0 for part in parts)
    if (moment := _moment(micros)) is None:
        return rows
    way = "lt" if is_newest_first else "gt"
    beyond = Q(**{f"{field}__{way}": moment})
    if place == last_place:
        return rows.filter(beyond | Q(**{field: moment, f"pk__{way}": last_pk}))
    is_later_kind = place < last_place if is_newest_first else place > last_place
    return rows.filter(beyond | Q(**{field: moment})) if is_later_kind else rows.filter(beyond)


def page_by_id(rows: "QuerySet[Any]", key: str, size: int) -> Page:
    """Oldest first, by id alone."""
    after = as_number(key) or 0
    found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
    return Page(found[:size], str(found[size - 1].pk) if len(found) > size else "")
