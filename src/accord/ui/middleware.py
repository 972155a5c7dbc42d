from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accord.errors import AccordError
from accord.ui.views import problem


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
