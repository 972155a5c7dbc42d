"""When a worker last looked at the clock: said in the cache that all processes share.

The cache and not a table: it is Redis or the database, whichever the installation has, so both
shapes are told alike; what is lost with it comes again within seconds; and no row is rewritten for
ever under the backup.
"""

import datetime as dt

from django.core.cache import cache
from django.utils import timezone

KEY = "operations:worker"
EVERY = 10.0  # seconds
KEPT = 60 * 60 * 24 * 30
# A short task that hangs keeps a worker from the clock; then the numbering of the log waits too.
LATE = dt.timedelta(minutes=2)


def beat() -> None:
    cache.set(KEY, timezone.now().isoformat(), KEPT)


def last_beat() -> dt.datetime | None:
    said = cache.get(KEY)
    return dt.datetime.fromisoformat(said) if said else None


def is_late(beat_at: dt.datetime | None) -> bool:
    return beat_at is None or timezone.now() - beat_at > LATE
