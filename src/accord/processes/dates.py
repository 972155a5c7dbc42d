"""Days as people say them, and the instants they mean in a place's time zone.

"Until 31 May" includes all of 31 May there: it ends at the instant 1 June begins. Where clocks
jump over midnight that instant is the jump itself; where midnight comes twice it is the first.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone


def first_instant(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The instant this day begins in the zone."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def closing_instant(last_day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The first instant after this day in the zone: exclusive."""
    return first_instant(last_day + dt.timedelta(days=1), zone)


def day_of(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    return instant.astimezone(zone).date()


def last_day_before(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The last day that still lies before this exclusive instant."""
    # By UTC: subtracting from a zoned time would move the clock on the wall, not the instant.
    return day_of(instant.astimezone(dt.UTC) - dt.timedelta(microseconds=1), zone)


def today(zone: ZoneInfo) -> dt.date:
    return day_of(timezone.now(), zone)
