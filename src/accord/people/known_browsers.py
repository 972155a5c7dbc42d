"""Browsers in which somebody signed in with a mailbox: they get a code whatever others ask for.

A signed cookie holds a name of the browser's own and keyed hashes of its last few mailboxes. It
opens nothing: whoever has it still needs the code from the letter.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "accord.people.known_browsers"
MOST = 5
YEAR = 31_536_000


def name_for(request: HttpRequest, email: str) -> str:
    """What this browser's asking for this mailbox is counted by; empty where it doesn't know it."""
    name, mailboxes = _kept(request)
    mailbox = _hashed(email)
    return f"{name} {mailbox}" if mailbox in mailboxes else ""


def remember(request: HttpRequest, response: HttpResponse, email: str) -> HttpResponse:
    name, mailboxes = _kept(request)
    mailbox = _hashed(email)
    newest = [mailbox, *(other for other in mailboxes if other != mailbox)][:MOST]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps([name, newest], salt=SALT),
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """For who leaves for good: nothing of theirs stays in the browser."""
    response.delete_cookie(settings.KNOWN_BROWSER_COOKIE_NAME, samesite="Lax")
    return response


def _kept(request: HttpRequest) -> tuple[str, list[str]]:
    given = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        kept: Any = signing.loads(given, salt=SALT, max_age=YEAR)
        name, mailboxes = kept
    except (signing.BadSignature, ValueError, TypeError):
        return secrets.token_hex(8), []
    return str(name), [str(mailbox) for mailbox in mailboxes]


def _hashed(email: str) -> str:
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:32]
