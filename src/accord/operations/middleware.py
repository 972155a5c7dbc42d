from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

PLACES = ("/health/", "/metrics")


class ProbeMiddleware:
    """Answers probes before anything is asked of them: host, https, space, session, database.

    A probe calls a machine by its number, and must be told also when everything else fails.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PLACES):
            return self.get_response(request)
        match = resolve(request.path_info)
        if not getattr(match.func, "is_for_probes", False):
            return self.get_response(request)
        request.resolver_match = match
        request.is_probe = True  # type: ignore[attr-defined]
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        # A probe that is told of a failure, every few seconds, is no failed request.
        answer._has_been_logged = True  # type: ignore[attr-defined]
        answer["Cache-Control"] = "no-store"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
