"""What `accord check --deploy` says about the settings of an installation.

An error is unsafe or doesn't work; a warning works, and an operator should know it.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.http.request import validate_host

from accord.people import mail


@register(Tags.security)
def check_faults(**options: Any) -> list[CheckMessage]:
    """What no start goes on with; only `accord check` comes so far."""
    return [Error(fault, id="accord.E001") for fault in settings.FAULTS]


@register(Tags.security, deploy=True)
def check_shape(**options: Any) -> Iterator[CheckMessage]:
    if not settings.IS_PRODUCTION:
        yield checks.Warning(
            "ACCORD_PRODUCTION is off: Accord starts with unsafe settings too, and doesn't tell "
            "browsers to insist on https.",
            id="accord.W001",
        )
    elif settings.SQLITE_FILE:
        yield checks.Warning(
            "DATABASE_URL names no database server: SQLite serves one machine, one writer at a "
            "time.",
            id="accord.W002",
        )
    if settings.DEBUG and not settings.IS_PRODUCTION:
        yield Error("ACCORD_DEBUG is on: error pages show what is inside.", id="accord.E002")
    if settings.DEMO and not settings.IS_PRODUCTION:
        yield Error("ACCORD_DEMO is on: anybody can be anybody.", id="accord.E003")


@register(Tags.security, deploy=True)
def check_keys(**options: Any) -> Iterator[CheckMessage]:
    for name in [] if settings.IS_PRODUCTION else settings.WEAK_KEYS:
        yield Error(f"{name} must be 50 random characters or more.", id="accord.E004")


@register(Tags.security, deploy=True)
def check_mail(**options: Any) -> Iterator[CheckMessage]:
    if not mail.has_server():
        yield Error(
            "ACCORD_EMAIL_URL names no mail server: letters and the codes people sign in with stay "
            "on this machine, and those who administer it can read them.",
            id="accord.E005",
        )
    elif settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        yield Error("ACCORD_EMAIL_FROM names no sender people can answer to.", id="accord.E006")


@register(Tags.security, deploy=True)
def check_examples(**options: Any) -> Iterator[CheckMessage]:
    """What docs/operate/environment.example has for others to replace."""
    hosts = {
        "ACCORD_ORIGIN": [urlsplit(settings.ORIGIN).hostname or ""],
        "ACCORD_HOSTS": settings.ALLOWED_HOSTS,
        "ACCORD_EMAIL_URL": [settings.EMAIL_HOST],
        "ACCORD_EMAIL_FROM": [settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")],
    }
    left = [name for name, named in hosts.items() if any(map(is_example, named))]
    login = (settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    if login == ("name", "password") and "ACCORD_EMAIL_URL" not in left:
        left.append("ACCORD_EMAIL_URL")
    for name in left:
        yield Error(f"{name} still says what the sample does: write your own.", id="accord.E010")


def is_example(host: str) -> bool:
    """Hosts that are kept free for examples (RFC 2606)."""
    return f".{host}".lower().endswith((".example", ".example.org", ".example.com", ".example.net"))


@register(Tags.security, deploy=True)
def check_address(**options: Any) -> Iterator[CheckMessage]:
    origin = urlsplit(settings.ORIGIN)
    if origin.scheme != "https" and not settings.IS_PRODUCTION:
        yield Error("ACCORD_ORIGIN is no https address.", id="accord.E007")
    if not validate_host(origin.hostname or "", settings.ALLOWED_HOSTS):
        yield Error(
            f"ACCORD_HOSTS lacks {origin.hostname}, the host of ACCORD_ORIGIN.", id="accord.E008"
        )
    if not settings.IS_BEHIND_PROXY:
        yield Error(
            "ACCORD_BEHIND_PROXY is off: Accord speaks http, so a proxy has to speak https for it. "
            "Without the setting all pages are sent to https for ever, and everybody shares one "
            "limit on tries.",
            id="accord.E009",
        )


@register(Tags.security, deploy=True)
def check_cache(**options: Any) -> Iterator[CheckMessage]:
    if settings.WEB_PROCESSES > 1 and not settings.REDIS_URL:
        yield checks.Warning(
            f"REDIS_URL is missing: {settings.WEB_PROCESSES} web processes keep their cache in "
            "the database.",
            id="accord.W003",
        )


@register(Tags.security, deploy=True)
def check_monitor(**options: Any) -> Iterator[CheckMessage]:
    if settings.MONITOR_TOKEN and len(settings.MONITOR_TOKEN) < 32:
        yield Error("ACCORD_MONITOR_TOKEN must be 32 random characters or more.", id="accord.E011")
