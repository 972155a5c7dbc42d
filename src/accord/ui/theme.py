"""Light, dark, or as the reader's device is: kept in a cookie, put on the page by the server."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "theme"
AS_DEVICE = "device"
THEMES = [(AS_DEVICE, _("As my device")), ("light", _("Light")), ("dark", _("Dark"))]


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in ("light", "dark") else AS_DEVICE
