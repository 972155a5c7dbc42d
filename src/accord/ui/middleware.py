from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from accord.errors import AccordError
from accord.ui.numbers import LARGEST
from accord.ui.views import problem


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
        return problem(request, "ui/refused.html", status=error.status, context={"error": error})
