"""Doing things in the past: the demo's story takes two years and is told in seconds."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.utils import timezone


class Clock:
    """The time it is in the story. `day(-30)` is thirty days before the day of telling."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.now = self._at(today, 9)

    def day(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)

    def go(self, days: int, hour: int = 9, minute: int = 0) -> None:
        self.now = self._at(self.day(days), hour, minute)

    def _at(self, day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
        return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=dt.UTC)

    def read(self) -> dt.datetime:
        # Two deeds never happen at the same instant.
        self.now += dt.timedelta(milliseconds=7)
        return self.now


@contextmanager
def story_time(today: dt.date) -> Iterator[Clock]:
    """`timezone.now()` and every field that takes its default from it follow the story's clock."""
    clock, real = Clock(today), timezone.now
    fields: list[Any] = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.default is real
    ]
    try:
        for field in fields:
            _take_default(field, clock.read)
        with patch("django.utils.timezone.now", clock.read):
            yield clock
    finally:
        for field in fields:
            _take_default(field, real)


def _take_default(field: Any, default: Any) -> None:
    field.default = default
    field.__dict__.pop("_get_default", None)  # Django remembers the default it was given first
