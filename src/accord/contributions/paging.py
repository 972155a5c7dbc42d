"""Pages by key: each begins after the last row of the one before, however long the list is."""

import datetime as dt
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


def page_by_id(rows: "QuerySet[Any]", key: str, size: int) -> Page:
    """Oldest first, by id alone."""
    after = as_number(key) or 0
    found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
    return Page(found[:size], str(found[size - 1].pk) if len(found) > size else "")
