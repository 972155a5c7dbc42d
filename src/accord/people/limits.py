"""How often something may be tried: each limit is declared once, and counted here alone.

    RECEIPTS = register_limit(Limit("receipt", _("Receipts"), (Count(ADDRESS, 10, 600),), told=…))
    if refuse_over(request, form, RECEIPTS): ...  # the form says what to do and keeps the words

Counters are in the cache that all processes share. Redis counts exactly; the database cache may
miss a few of many at the same instant, so what must hold exactly is counted in its own row.
"""

import hashlib
import hmac
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.errors import TooOften
from accord.ui.caches import cache_may_be_away
from accord.ui.forms import refuse

ADDRESS, EVERYBODY, KEY, PAIR = "address", "everybody", "key", "pair"
HOUR = 3600
TOO_MANY_CODES = _("Too many codes were asked for. Try again in an hour.")


@dataclass(frozen=True)
class Count:
    """So many tries in so many seconds.

    From one address, of one key, of one key from one address, or of everybody together.
    """

    by: str
    amount: int
    seconds: int


@dataclass(frozen=True)
class Limit:
    """What is limited (`what` is for operators), and what the person is told who comes too often.

    Its counts are asked in their order, and the first that is over ends it; where `counts_all`,
    the others count this try too.
    """

    key: str
    what: "str | Promise"
    counts: tuple[Count, ...]
    told: "str | Promise"
    counts_all: bool = False


_limits: dict[str, Limit] = {}


def register_limit(limit: Limit) -> Limit:
    if limit.key in _limits:
        raise ValueError(f"the limit {limit.key!r} has an owner already")
    _limits[limit.key] = limit
    return limit


def limits() -> list[Limit]:
    return list(_limits.values())


def is_over(request: HttpRequest, limit: Limit, key: str = "") -> bool:
    """Count this try; whether that was too many. `key` is what else is counted, as a mailbox."""
    network = network_of(address_of(request))
    counted = {ADDRESS: network, EVERYBODY: "", KEY: key, PAIR: f"{network} {key}"}
    found = (_is_over(limit, count, counted[count.by]) for count in limit.counts)
    return any(list(found)) if limit.counts_all else any(found)


def refuse_over(
    request: HttpRequest, form: forms.BaseForm, limit: Limit, *, key: str = "", field: str = ""
) -> bool:
    """Count this try; where it was too many the form says what to do, and its page answers 429."""
    if not is_over(request, limit, key):
        return False
    refuse(form, limit.told, status=429, field=field or None)
    return True


def refuse_button_over(request: HttpRequest, limit: Limit, *, key: str) -> None:
    """The same for a button, which has no form to say it on."""
    if is_over(request, limit, key):
        raise TooOften(limit.told)


def _is_over(limit: Limit, count: Count, counted: str) -> bool:
    """No address is kept, only a keyed hash. The window starts with the first try."""
    hashed = hmac.new(settings.SECRET_KEY.encode(), counted.encode(), hashlib.sha256).hexdigest()
    mark = f"limit:{limit.key}:{count.by}:{hashed[:32]}"
    return _tries(mark, count.seconds) > count.amount


def _tries(mark: str, seconds: int) -> int:
    """This one and those before it. Where nobody can count, nobody's words are refused for it."""
    with cache_may_be_away():
        return _counted(mark, seconds)
    return 0


def _counted(mark: str, seconds: int) -> int:
    if cache.add(mark, 1, seconds):
        return 1
    try:
        return cache.incr(mark)
    except ValueError:  # the window ended between the two lines
        cache.set(mark, 1, seconds)
        return 1


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind our own proxy, what that proxy says.

    Only the last entry is the proxy's own: those before it are whatever the sender wrote there.
    """
    if settings.IS_BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
        if forwarded:
            return str(forwarded)
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """What one household has: an address of IPv4, and of IPv6 the 2^64 that go together."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network((found, 64), strict=False))
    return str(found)


# A stranger who asks again and again for a mailbox shuts out their own address alone, and a
# hall full of people behind one address gets in. Each is counted always.
CODES_ASKED = register_limit(
    Limit(
        "code",
        _("Codes for signing in that are asked for"),
        (
            Count(PAIR, 5, HOUR),
            Count(KEY, 20, HOUR),
            Count(ADDRESS, 600, HOUR),
            Count(EVERYBODY, 20_000, HOUR),
        ),
        told=TOO_MANY_CODES,
        counts_all=True,
    )
)
# Whoever signed in here with this mailbox before: nobody else's asking counts against them.
CODES_ASKED_AGAIN = register_limit(
    Limit(
        "code-again",
        _("Codes asked for by a browser that has signed in with the mailbox before"),
        (Count(KEY, 10, HOUR),),
        told=TOO_MANY_CODES,
    )
)
CODES_TRIED = register_limit(
    Limit(
        "code-try",
        _("Wrong codes for signing in that are tried"),
        (Count(ADDRESS, 60, HOUR),),
        told=_("Too many codes were tried. Try again in an hour."),
    )
)
