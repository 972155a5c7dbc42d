"""Where a link or form asks to send the reader on to, and where it came from."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest) -> str:
    """The path asked for as `next`; empty unless it is one of this very site.

    A host is never taken, not even our own: another scheme or another place might come with it.
    """
    return _safe(request.POST.get("next") or request.GET.get("next") or "")


def page_before(request: HttpRequest) -> str:
    """The page of this site where the person was; the first one where nobody says."""
    parts = urlsplit(request.headers.get("Referer", ""))
    return (_safe(parts.path) if parts.netloc == request.get_host() else "") or "/"


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this very site sent it, by what browsers alone can say."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(said)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _safe(target: str) -> str:
    is_path = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_path else ""
