"""The id of the request that is being answered, for log lines and for the work it leaves behind.

A job that a request queued runs under the same id, so one search finds both.
"""

import re
import secrets
import string
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")

HEADER = "X-Request-ID"
# No letters that are taken for a digit or for each other: somebody may say it on the phone.
SAYABLE = string.digits + "ABCDEFGHJKMNPQRSTVWXYZ"
WELL_FORMED = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{7,63}")


def new_request_id() -> str:
    """Ten symbols in two groups, as in 7K4P9-2QXM3: no two of many million are likely the same."""
    symbols = "".join(secrets.choice(SAYABLE) for _ in range(10))
    return f"{symbols[:5]}-{symbols[5:]}"


def new_error_code() -> str:
    """What a person is told of an error, to say to somebody who looks it up in the log."""
    return f"E-{secrets.token_hex(2).upper()}"


def is_well_formed(given: str) -> bool:
    """Whether an id that our own proxy gave can stand in log lines and headers as it is."""
    return WELL_FORMED.fullmatch(given) is not None
