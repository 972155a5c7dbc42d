"""Pages by key: each begins after the last row of the one before, however long the list is."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

_TIME_KEY = re.compile(r"^(\d{1,20})-(\d{1,18})$")
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

    def after(self, rows: "QuerySet[Any]", key: str) -> "QuerySet[Any]":
        """The rows after this key; from the start where the key means nothing."""
        ordered = rows.order_by(f"-{self.field}", "-pk")
        found = _TIME_KEY.match(key)
        if not found:
            return ordered
        pk = int(found[2])
        try:
            value = _moment(int(found[1])) if self.is_time else int(found[1])
        except (OverflowError, ValueError):
            return ordered
        if pk >= 2**63 or (isinstance(value, int) and value >= 2**31):
            return ordered
        # A comparison the index can start from, then the tie.
        return ordered.filter(
            Q(**{f"{self.field}__lte": value}) & (Q(**{f"{self.field}__lt": value}) | Q(pk__lt=pk))
        )


def _micros(moment: dt.datetime) -> int:
    since = moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return since // dt.timedelta(microseconds=1)


def _moment(micros: int) -> dt.datetime:
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=micros)


def page(rows: "QuerySet[Any]", order: Order, key: str, size: int) -> Page:
    found = list(order.after(rows, key)[: size + 1])
    has_more = len(found) > size
    return Page(found[:size], order.key_of(found[size - 1]) if has_more else "")


def page_by_id(rows: "QuerySet[Any]", key: str, size: int) -> Page:
    """Oldest first, by id alone."""
    after = int(key) if re.fullmatch(r"\d{1,18}", key) else 0
    found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
    return Page(found[:size], str(found[size - 1].pk) if len(found) > size else "")
