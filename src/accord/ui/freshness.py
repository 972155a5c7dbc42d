"""Says "nothing new" (304) when a page would look as it did, before the page is made.

A view finds its object as always, then says by what the page changes; `record.freshness` does so
by the newest event. Each page has these already: the address, the language, the theme, the space's
row, the person, the day, the form token, whether htmx asks, and the code's version. A page with a
message waiting is made anew.
"""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from accord.ui.theme import theme_of

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]
CODE = ("*.py", "*.html", "*.mo", "*.css", "*.js")
MESSAGES = "_messages"  # where the session storage of django.contrib.messages keeps them
KEPT_FRESH = "private, no-cache"


class Unchanged(Exception):
    """Ends a view early; `kept_fresh` turns it into the answer."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__("the reader has this page already")
        self.response = response


def page_etag(request: HttpRequest, *parts: object) -> str:
    """Changes whenever the page would. Private things are in it only as a hash with our secret."""
    seen = (
        code_version(),
        request.get_host(),
        request.get_full_path(),
        get_language(),
        theme_of(request),
        _row(getattr(request, "space", None)),
        _row(request.user if request.user.pk else None),
        timezone.localdate(),
        request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
        bool(getattr(request, "htmx", False)),
        *parts,
    )
    return f'"{salted_hmac(__name__, repr(seen), algorithm="sha256").hexdigest()[:32]}"'


def check_tag(request: HttpRequest, *parts: object) -> None:
    """Stop here when the reader has this very page already. Only in a view that is `kept_fresh`."""
    if has_messages(request):
        return
    etag = page_etag(request, *parts)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        raise Unchanged(_marked(unchanged, etag))
    request._etag = etag  # type: ignore[attr-defined]


def kept_fresh(view: View[R, P]) -> View[R, P]:
    """Lets a view call `check_tag`."""

    @wraps(view)
    def answer(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Unchanged as unchanged:
            return unchanged.response
        etag = getattr(request, "_etag", None)
        if etag and response.status_code == 200:
            return _marked(response, etag)
        return response

    return answer


def is_for_somebody(request: HttpRequest) -> bool:
    """Whether the page is made for somebody in particular: an account, a receipt, a draft.

    Then no browser keeps it, and it has no tag.
    """
    return not request.session.is_empty()


def leave_nothing(response: HttpResponse) -> HttpResponse:
    """For who leaves a browser to others: pages and files that it kept are gone, also by *Back*."""
    response["Clear-Site-Data"] = '"cache"'
    return response


def has_messages(request: HttpRequest) -> bool:
    """Without making a session, or asking for one that isn't there."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return bool(request.session.get(MESSAGES))


def _marked(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = KEPT_FRESH
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
    return response


def _row(thing: Any) -> list[tuple[str, str]]:
    """A row as it was read: what the frame of the page shows of it.

    Asked by its attributes: Django's `request.user` is a lazy object whose own `__dict__` is empty.
    """
    if thing is None:
        return []
    names = {field.attname for field in thing._meta.concrete_fields} - thing.get_deferred_fields()
    return [(name, repr(getattr(thing, name))) for name in sorted(names)]


@cache
def code_version() -> str:
    """Changes with every file that could change a page, and with nothing else."""
    package = Path(__file__).resolve().parent.parent
    stamps = [
        (str(path.relative_to(package)), path.stat().st_mtime_ns, path.stat().st_size)
        for pattern in CODE
        for path in sorted(package.rglob(pattern))
    ]
    return hashlib.sha256(repr(stamps).encode()).hexdigest()
