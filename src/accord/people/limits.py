"""How often something may be asked for: counters in the cache that all processes share."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def allow(name: str, key: str, *, amount: int, seconds: int) -> bool:
    """Count this try; False once there were more than so many in so many seconds.

    The window starts with the first try. Redis counts exactly; the database cache may miss a
    few of many at the same instant, so what must hold exactly is counted in its own row.
    """
    mark = f"limit:{name}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
    if cache.add(mark, 1, seconds):
        return amount >= 1
    try:
        return bool(cache.incr(mark) <= amount)
    except ValueError:  # the window ended between the two lines
        cache.add(mark, 1, seconds)
        return amount >= 1


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind our own proxy, what that proxy says.

    Only the last entry is the proxy's own: those before it are whatever the sender wrote there.
    """
    if settings.IS_BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
        if forwarded:
            return str(forwarded)
    return str(request.META.get("REMOTE_ADDR", ""))
