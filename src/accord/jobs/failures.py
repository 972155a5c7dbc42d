"""Which failures may pass, and how long to wait before the next try."""

import datetime as dt
import smtplib
import socket

from django.db import InterfaceError, OperationalError

FIRST_PAUSE = dt.timedelta(seconds=5)
LONGEST_PAUSE = dt.timedelta(minutes=15)
PASSING = (
    OperationalError,  # the database is locked, or was away
    InterfaceError,
    ConnectionError,
    TimeoutError,
    socket.gaierror,
    smtplib.SMTPServerDisconnected,
)


class TryAgain(Exception):
    """A failure that may pass: the same task is done again after a pause."""


class HandedBack(Exception):
    """The worker is ending: somebody else takes the task up, at once and as if never begun."""


def may_pass(error: BaseException) -> bool:
    """Whether it can go otherwise the next time, though nobody changes anything."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(is_for_now(code) for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return is_for_now(error.smtp_code)
    return isinstance(error, (TryAgain, *PASSING))


def is_for_now(code: int) -> bool:
    """A mail server's “not now” (4xx), where a 5xx is its “never”."""
    return 400 <= code < 500


def pause_after(attempt: int) -> dt.timedelta:
    """5 seconds after the first, twice as long after each, 15 minutes at most."""
    doublings = min(max(attempt - 1, 0), 12)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
