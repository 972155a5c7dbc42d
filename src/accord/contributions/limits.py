"""How often something may be tried, by address and by everybody together."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from accord.people.limits import address_of

WINDOW = 600


def is_over(request: HttpRequest, what: str, *, each: int, together: int) -> bool:
    """Count one try of `what`; whether that was too many. No address is kept, only a keyed hash."""
    address = address_of(request)
    mark = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:24]
    return _count(f"tries:{what}:{mark}") > each or _count(f"tries:{what}:all") > together


def _count(key: str) -> int:
    if cache.add(key, 1, WINDOW):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, WINDOW)
        return 1
