import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from accord.errors import AccordError, NotAllowed
from accord.ui.destination import is_from_here
from accord.ui.logs import method_of, route_of
from accord.ui.numbers import LARGEST
from accord.ui.request_counts import count_request
from accord.ui.request_ids import HEADER, is_well_formed, new_request_id, request_id
from accord.ui.typed import signed_out, typed
from accord.ui.views import problem

access = logging.getLogger("accord.access")


class RequestIdMiddleware:
    """Gives each request an id, its answer too; the first of all, so that nothing is without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "") if settings.IS_BEHIND_PROXY else ""
        named = given if is_well_formed(given) else new_request_id()
        # Django tells of failed requests after they left here: by this, what it says has the id.
        request.request_id = named  # type: ignore[attr-defined]
        before = request_id.set(named)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(before)
        response[HEADER] = named
        return response


class AccessMiddleware:
    """Counts each request and writes a line about it: which route, how it ended, how long it took.

    Of an answer that is made while it is sent, the time and the queries until its first piece.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started, queries = time.perf_counter(), QueryCount()
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        seconds = time.perf_counter() - started
        route = route_of(request) or self.unnamed_route(request, response)
        count_request(route, response.status_code, seconds, queries.count)
        if access.isEnabledFor(logging.INFO) and not getattr(request, "is_probe", False):
            told = {"route": route, "method": method_of(request), "status": response.status_code}
            told |= {"milliseconds": round(seconds * 1000), "queries": queries.count}
            access.info("answered", extra={"told": told})
        return response

    def unnamed_route(self, request: HttpRequest, response: HttpResponse) -> str:
        if request.path.startswith(settings.STATIC_URL):
            return "static"
        return "nowhere" if response.status_code == 404 else "before any route"


class QueryCount:
    """Counts questions to the database while it is around them."""

    count = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


class OddRequestMiddleware:
    """Keeps from every view what no database takes: NUL, and numbers that no row can have.

    An address that holds one leads nowhere. In what was typed NUL says nothing, so it goes, and
    the rest of somebody's words stays.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if any(is_odd(value) for value in (*args, *kwargs.values())):
            raise Http404
        request.GET = without_nul(request.GET)  # type: ignore[assignment]
        request.POST = without_nul(request.POST)  # type: ignore[assignment]


def is_odd(value: object) -> bool:
    if isinstance(value, int):
        return value > LARGEST
    return isinstance(value, str) and "\0" in value


def without_nul(asked: QueryDict) -> QueryDict:
    if not any("\0" in text for name, values in asked.lists() for text in (name, *values)):
        return asked
    clean = QueryDict(mutable=True)
    for name, values in asked.lists():
        clean.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    clean._mutable = False
    return clean


class ErrorMiddleware:
    """Shows an `AccordError` as a page for the person, with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, AccordError):
            return None
        is_out = isinstance(error, NotAllowed) and not request.user.is_authenticated
        if (
            is_out
            and typed(request)
            and is_from_here(request)
            and not getattr(request, "htmx", False)
        ):
            return signed_out(request)
        return problem(request, "ui/refused.html", status=error.status, context={"error": error})
