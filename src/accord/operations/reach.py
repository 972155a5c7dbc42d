"""Who may look at numbers and states: this machine itself, or whoever has the token."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

# Any of these says that a proxy stands between: then the address is the proxy's.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def may_look(request: HttpRequest) -> bool:
    return is_of_this_machine(request) or has_token(request)


def is_of_this_machine(request: HttpRequest) -> bool:
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def has_token(request: HttpRequest) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    is_bearer = scheme.lower() == "bearer" and bool(settings.MONITOR_TOKEN)
    return is_bearer and constant_time_compare(given.strip(), settings.MONITOR_TOKEN)
