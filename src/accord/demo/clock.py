"""Doing things in the past: the demo's story takes two years and is told in seconds."""

import datetime as dt
import heapq
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.apps import apps
from django.utils import timezone

Told = TypeVar("Told")
Script = Generator[dt.datetime, None, Told]
Now = Callable[[], dt.datetime]


class Clock:
    """The time it is in the story. `day(-30)` is thirty days before the day of telling."""

    def __init__(self, today: dt.date, start: int = 0) -> None:
        self.today = today
        self.now = self.at(start)

    def day(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)

    def at(self, days: int, hour: int = 9, minute: int = 0) -> dt.datetime:
        day = self.day(days)
        return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=dt.UTC)

    def go(self, moment: dt.datetime) -> None:
        """Forward only. What was just told may have taken some seconds more, but never a day."""
        if moment.date() < self.now.date():
            raise ValueError(f"the story would go back from {self.now} to {moment}")
        self.now = max(self.now, moment)

    def read(self) -> dt.datetime:
        # Two events never happen at the same instant.
        self.now += dt.timedelta(milliseconds=7)
        return self.now


def tell_together(clock: Clock, *tellings: Iterable[dt.datetime]) -> None:
    """Tell several stories as they happened, side by side.

    A telling yields the moment of what comes next, then does it. The merge asks a telling to go on
    only after its moment was handed out here, so the clock stands at that moment when it does.
    """
    for moment in heapq.merge(*tellings):
        clock.go(moment)


@contextmanager
def story_time(today: dt.date, start: int) -> Iterator[Clock]:
    """`timezone.now()` and every field that takes its default from it follow the story's clock.

    Only for a process that tells and serves nobody: other threads keep the real time, and none but
    the main thread may tell, as servers answer in others.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("a story is told in a process of its own, never where requests are")
    if not _telling.acquire(blocking=False):
        raise RuntimeError("one story at a time")
    clock, real = Clock(today, start), timezone.now
    try:
        _set_now(_for_this_thread(clock.read, real), instead_of=real)
        yield clock
    finally:
        _set_now(real, instead_of=timezone.now)
        _telling.release()


_telling = threading.Lock()


def _for_this_thread(told: Now, real: Now) -> Now:
    teller = threading.get_ident()
    return lambda: told() if threading.get_ident() == teller else real()


def _set_now(now: Now, *, instead_of: Now) -> None:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.default is instead_of:
                _take_default(field, now)
    timezone.now = now


def _take_default(field: Any, default: Any) -> None:
    field.default = default
    field.__dict__.pop("_get_default", None)  # Django remembers the default it was given first
