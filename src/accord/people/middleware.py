from collections.abc import Callable
from contextvars import copy_context
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation


class LanguageAndTimeMiddleware:
    """The reader's language (cookie, account, browser) and the space's time zone, for this page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in dict(settings.LANGUAGES):
            language = translation.get_language_from_request(request)
        space = getattr(request, "space", None)
        try:
            zone = ZoneInfo(space.time_zone) if space else ZoneInfo("UTC")
        except ZoneInfoNotFoundError:
            zone = ZoneInfo("UTC")
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            _keep_context(response)
        return response


def _keep_context(response: HttpResponseBase) -> None:
    """A file is made while it's sent, after the page is done: it still speaks as its page did."""
    if isinstance(response, StreamingHttpResponse):
        pieces, context = iter(response), copy_context()
        response.streaming_content = iter(lambda: context.run(next, pieces, None), None)
