"""Where a link or form asks to send the reader on to."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest) -> str:
    """The path asked for as `next`; empty unless it is one of this very site.

    A host is never taken, not even our own: another scheme or another place might come with it.
    """
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_path = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_path else ""
