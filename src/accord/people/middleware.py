from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
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
        return response
