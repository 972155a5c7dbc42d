from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from accord.ui import shell as links
from accord.ui.colour import style_version
from accord.ui.theme import THEMES, theme_of

# Swaps errors in as well (they say what to do); nothing is evaluated, nothing leaves the site.
HTMX_CONFIG = (
    '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,'
    '"historyCacheSize":0,"responseHandling":[{"code":"204","swap":false},'
    '{"code":"[23]..","swap":true},{"code":"[45]..","swap":true,"error":true}]}'
)
DEFAULT_HUE = 350


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs."""
    return {**frame(request), "nav": _with_urls(request, links.nav_links())}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The part of it that asks neither database nor session, for error pages too."""
    space = getattr(request, "space", None)
    hue = space.accent if space else DEFAULT_HUE
    return {
        "space": space,
        "languages": other_languages(space),
        "theme": theme_of(request),
        "themes": THEMES,
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "style_url": reverse("ui:space-style", args=[hue, style_version(hue)]),
        "foot_links": _with_urls(request, links.foot_links()),
        "htmx_config": HTMX_CONFIG,
    }


def other_languages(space: Any) -> list[tuple[str, str]]:
    """The languages a reader may change to here, with their own names."""
    offered = space.languages if space and space.languages else [code for code, _ in ALL]
    return [(code, name) for code, name in ALL if code in offered and code != get_language()]


ALL = settings.LANGUAGES


def _with_urls(request: HttpRequest, found: list[links.NavLink]) -> list[dict[str, Any]]:
    rows = []
    for link in found:
        url = reverse(link.url_name)
        is_here = request.path.startswith(url) if url != "/" else request.path == "/"
        rows.append({"label": link.label, "url": url, "is_here": is_here})
    return rows
