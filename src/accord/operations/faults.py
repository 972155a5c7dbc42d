"""The last errors, for who runs the installation: kept beside the log, which says more.

They are rows and not entries of a cache: several processes add at once, and none may be lost to
another. An error of the database itself is only logged, as it is the database that fails.
"""

import logging
import time
from collections import deque
from threading import local
from typing import Any

from django.db import Error as DatabaseError

from accord.ui.logs import error_code_of, kind_of, places_of, route_of
from accord.ui.request_ids import request_id

KEPT = 200
# A site that fails at every click would otherwise write at every click.
MOST, SECONDS = 30, 60.0


class FaultHandler(logging.Handler):
    """Keeps each logged error as a row. It never fails and never logs: that would be an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.times: deque[float] = deque(maxlen=MOST)
        self.here = local()

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(self.here, "is_at_it", False) or is_of_database(record) or self.is_flooded():
            return
        self.here.is_at_it = True
        try:
            keep(record)
        except Exception:  # noqa: S110 - the log has this error; where its row fails is no news
            pass
        finally:
            self.here.is_at_it = False

    def is_flooded(self) -> bool:
        now = time.monotonic()
        if len(self.times) == MOST and now - self.times[0] < SECONDS:
            return True
        self.times.append(now)
        return False


def is_of_database(record: logging.LogRecord) -> bool:
    return isinstance(error_of(record), DatabaseError)


def error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def keep(record: logging.LogRecord) -> None:
    from django.db import transaction

    from accord.operations.models import Fault  # settings name this module before models load

    with transaction.atomic():
        row = Fault.objects.create(**described(record))
        Fault.objects.filter(pk__lte=row.pk - KEPT).delete()


def described(record: logging.LogRecord) -> dict[str, Any]:
    request = getattr(record, "request", None)
    error = error_of(record)
    places = places_of(error.__traceback__) if error else []
    ours = [place for place in places if place.startswith("accord/")]
    return {
        "code": error_code_of(record),
        "request_id": (getattr(request, "request_id", "") or request_id.get())[:64],
        "route": route_of(request)[:120],
        "logger": record.name[:120],
        "kind": kind_of(error)[:160] if error else "",
        "place": ours[-1][:250] if ours else "",
    }
