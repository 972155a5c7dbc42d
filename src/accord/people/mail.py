"""Letters on their way out: each is marked, counted and logged, whoever wrote it.

The header and the log line name the request it came of, so one search leads from a click to the
letter. No line says to whom it went, or what about.
"""

import datetime as dt
import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.utils import timezone

from accord.ui.caches import cache_may_be_away
from accord.ui.logs import kind_of
from accord.ui.metrics import register_counted
from accord.ui.request_ids import HEADER, request_id

logger = logging.getLogger("accord.letters")
LETTERS = register_counted("accord_letters_total", "Letters by what became of them", "state")
FAILURE = "people:mail-failure"
KEPT = 60 * 60 * 24 * 7


@dataclass(frozen=True)
class Failure:
    """That the last letter couldn't be sent."""

    at: dt.datetime
    kind: str


def has_server() -> bool:
    """Whether letters leave this machine."""
    return str(settings.EMAIL_BACKEND).endswith("smtp.EmailBackend")


def last_failure() -> Failure | None:
    """None once a letter went out again."""
    said = cache.get(FAILURE)
    return Failure(dt.datetime.fromisoformat(said[0]), said[1]) if said else None


def note_failure(error: BaseException) -> None:
    """That the mail server didn't take letters; it holds until it takes one again."""
    with cache_may_be_away():
        cache.set(FAILURE, (timezone.now().isoformat(), kind_of(error)), KEPT)


def forget_failure() -> None:
    with cache_may_be_away():
        if cache.get(FAILURE) is not None:
            cache.delete(FAILURE)


def mark(message: EmailMessage) -> None:
    if found := request_id.get():
        message.extra_headers.setdefault(HEADER, found)


def note(state: str, count: int, error: BaseException | None = None) -> None:
    """Whoever asked for the letter tells of the error itself."""
    for _ in range(count):
        LETTERS.add(state)
        logger.log(
            logging.WARNING if error else logging.INFO, "A letter was %s", state, exc_info=error
        )
