import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.processes.dates import closing_instant, day_of, first_instant, last_day_before

# Clocks that jump at midnight, at 1 and at 2, by half an hour, or never.
ZONES = [
    "Africa/Cairo",
    "America/Havana",
    "America/Santiago",
    "Asia/Beirut",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Paris",
    "Pacific/Kiritimati",
    "UTC",
]
days = st.dates(min_value=dt.date(2015, 1, 1), max_value=dt.date(2035, 12, 31))
zones = st.sampled_from(ZONES).map(ZoneInfo)


@given(day=days, zone=zones)
def test_the_last_day_is_the_one_that_was_said(day, zone):
    assert last_day_before(closing_instant(day, zone), zone) == day


@given(day=days, zone=zones)
def test_a_day_begins_on_that_day(day, zone):
    assert day_of(first_instant(day, zone), zone) == day


@given(day=days, zone=zones)
def test_a_day_ends_when_the_next_begins(day, zone):
    assert closing_instant(day, zone) == first_instant(day + dt.timedelta(days=1), zone)


@given(day=days, zone=zones)
def test_a_later_day_closes_later(day, zone):
    assert closing_instant(day, zone) < closing_instant(day + dt.timedelta(days=1), zone)


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        ("America/Guayaquil", "2027-06-01T05:00:00+00:00"),
        ("Europe/Paris", "2027-05-31T22:00:00+00:00"),
        ("Pacific/Kiritimati", "2027-05-31T10:00:00+00:00"),
    ],
)
def test_until_31_may_includes_all_of_31_may_there(zone, instant):
    closes = closing_instant(dt.date(2027, 5, 31), ZoneInfo(zone))

    assert closes.isoformat() == instant


def test_where_midnight_is_skipped_a_day_ends_at_the_jump():
    # Cairo, 30 April 2027: clocks go from 00:00 to 01:00, so the day begins at one.
    closes = closing_instant(dt.date(2027, 4, 29), ZoneInfo("Africa/Cairo"))

    assert closes.isoformat() == "2027-04-29T22:00:00+00:00"
