from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.functional import SimpleLazyObject

from accord.people.models import Person
from accord.record.viewer import Viewer, receipts_in
from accord.spaces.models import Space
from accord.ui.freshness import KEPT_FRESH, is_for_somebody
from accord.ui.texts import languages_here
from accord.ui.views import problem


class SpaceMiddleware:
    """Finds the space by the host, and speaks its languages; pages of no space are not found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        space = find_space(request.get_host())
        request.space = space  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(partial(viewer_of, request))  # type: ignore[attr-defined]
        with languages_here(space.languages if space else ()):
            response = self.get_response(request)
        if request.session.accessed and is_for_somebody(request):
            forbid_keeping(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_homeless = request.space is None  # type: ignore[attr-defined]
        if is_homeless and not getattr(view, "needs_no_space", False):
            return problem(request, "ui/no_space.html", status=404)
        return None


def forbid_keeping(request: HttpRequest, response: HttpResponse) -> None:
    """On a machine that many share, *Back* must not bring up what one of them read.

    Pieces that are polled have tags, and files say themselves how they may be kept.
    """
    is_left = bool(getattr(request, "htmx", False)) or "Accept-Ranges" in response.headers
    if response.headers.get("Cache-Control", KEPT_FRESH) == KEPT_FRESH and not is_left:
        response.headers["Cache-Control"] = "private, no-store"
        response.headers.pop("ETag", None)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks; session, person and receipts are only read when somebody wants to know."""
    space: Space | None = request.space  # type: ignore[attr-defined]
    if space is None:
        raise Http404
    person = request.user if isinstance(request.user, Person) else None
    return Viewer(space.subject, person, receipts_in(request.session.keys()))


def find_space(host: str) -> Space | None:
    """The space of this host; a default one at any other only where the settings say so."""
    name = split_domain_port(host)[0].rstrip(".").lower()
    if not settings.DEFAULT_SPACE_ANYWHERE:
        return Space.objects.filter(hosts__host=name).first()
    # One question for both; the space that has this host comes first.
    wanted = Space.objects.filter(Q(hosts__host=name) | Q(is_default=True))
    return wanted.order_by("is_default", "pk").first()
