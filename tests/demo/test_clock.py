"""The story's clock: told to one thread of a process that serves nobody, and put back after."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from accord.demo.clock import story_time
from accord.people.models import SignInCode

TODAY = dt.date(2001, 2, 3)
MADE_AT = SignInCode._meta.get_field("made_at")


def test_the_telling_thread_alone_lives_in_the_story():
    with story_time(TODAY, start=0), ThreadPoolExecutor(max_workers=1) as others:
        told = (timezone.now().date(), MADE_AT.get_default().date())
        elsewhere = others.submit(lambda: (timezone.now(), MADE_AT.get_default())).result()

    assert told == (TODAY, TODAY)
    assert min(elsewhere) > dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def test_the_real_clock_is_back_after_the_story_even_when_it_fails():
    real = timezone.now

    with pytest.raises(ZeroDivisionError), story_time(TODAY, start=0):
        _ = 1 / 0

    assert timezone.now is real
    assert MADE_AT.default is real


def test_no_story_is_told_where_requests_are_answered():
    """A server answers in threads beside the main one."""

    def tell() -> None:
        with story_time(TODAY, start=0):
            pass

    with (
        ThreadPoolExecutor(max_workers=1) as server,
        pytest.raises(RuntimeError, match="a process of its own"),
    ):
        server.submit(tell).result()


def test_no_story_is_told_inside_another():
    with story_time(TODAY, start=0):
        with pytest.raises(RuntimeError, match="one story at a time"):
            story_time(TODAY, start=0).__enter__()
        still = timezone.now().date()

    assert still == TODAY
