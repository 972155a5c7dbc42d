"""What a person had typed, given back by a page that can't take it.

Sessions end, forms grow old, rights go while somebody writes; browsers keep no page of whoever is
signed in. So each page that refuses what was sent shows the words again, and where it is safe
offers to send them once more.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_required as redirecting
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from accord.ui.destination import page_before

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]
# Addresses, codes, numbers and choices that a form carries along; nobody wrote them.
CARRIED = re.compile(r"/\S*|[a-z0-9_:.\-]*|[0-9A-Z\-]{12,20}")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
LONG = 80


@dataclass(frozen=True)
class Typed:
    """One value of a form."""

    name: str
    value: str

    @property
    def is_writing(self) -> bool:
        return CARRIED.fullmatch(self.value) is None

    @property
    def rows(self) -> int:
        return min(12, 1 + self.value.count("\n") + len(self.value) // LONG)


def sent_values(request: HttpRequest) -> list[Typed]:
    """All that was sent, in its order; nothing where it can't be read."""
    if request.method != "POST":
        return []
    try:
        sent: QueryDict = request.POST
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return [Typed(name, value) for name, all_ in sent.lists() if name != TOKEN for value in all_]


def typed(request: HttpRequest) -> list[Typed]:
    """What of it somebody wrote."""
    return [one for one in sent_values(request) if one.is_writing]


def login_required(view: View[R, P]) -> View[R, P]:
    """Django's own, save that what somebody wrote comes back to them before they sign in."""
    usual = redirecting(view)

    @wraps(view)
    def answer(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated or not typed(request) or getattr(request, "htmx", False):
            return usual(request, *args, **kwargs)
        return signed_out(request)

    return answer


def signed_out(request: HttpRequest) -> HttpResponse:
    """What they wrote, with the way to sign in and send it."""
    before = urlencode({"next": page_before(request)})
    context = {
        "sign_in_url": f"{resolve_url(settings.LOGIN_URL)}?{before}",
        "again": True,
        "sent": sent_values(request),
        # Thrown away on their way in; but only forms for files are sent like this.
        "has_files": request.content_type == "multipart/form-data",
    }
    return render(request, "ui/signed_out.html", context, status=403)
