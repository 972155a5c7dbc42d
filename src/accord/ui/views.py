from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults
from django.views.decorators.http import require_safe

from accord.ui import theme
from accord.ui.colour import style_version, stylesheet
from accord.ui.context import frame
from accord.ui.destination import is_from_here, safe_next
from accord.ui.request_ids import new_error_code
from accord.ui.texts import languages_here
from accord.ui.typed import sent_values, typed

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's bare page, save where a person has to know what to do.

    That is where they sent too much, and where their session was ended while their page was made:
    the latter shows outside of what knows the reader's language, and they are signed in no more.
    """
    if isinstance(exception, TOO_MUCH):
        status = 413 if isinstance(exception, RequestDataTooBig) else 400
        return problem(request, "ui/too_much.html", status=status)
    if not isinstance(exception, SessionInterrupted):
        return defaults.bad_request(request, exception)
    request.user = AnonymousUser()
    space = getattr(request, "space", None)
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    context = {"sign_in_url": resolve_url(settings.LOGIN_URL)}
    with languages_here(space.languages if space else ()), translation.override(language):
        return problem(request, "ui/session_ended.html", status=400, context=context)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, "ui/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, "ui/not_found.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or cookies that are off."""
    again = is_from_here(request) and bool(typed(request))
    return problem(request, "ui/form_expired.html", status=403, context={"again": again})


def failed(request: HttpRequest) -> HttpResponse:
    """Our own mistake. The database may be what failed, so nothing here asks it.

    Django logs the error after this page is made: what it says of the request has the code.
    """
    code = new_error_code()
    request.error_code = code  # type: ignore[attr-defined]
    context = {**frame(request), "code": code, "sent": typed(request)}
    piece = "#piece" if getattr(request, "htmx", False) else ""
    page = render_to_string(f"ui/failed.html{piece}", context)
    return _on_top(request, HttpResponse(page, status=500))


def problem(
    request: HttpRequest, template: str, *, status: int, context: dict[str, Any] | None = None
) -> HttpResponse:
    """A page that says what is wrong; for htmx the same words on top of the page that is there."""
    context = {"sent": []} | (context or {})
    if getattr(request, "htmx", False):
        template = f"{template}#piece"  # the page that is there has the words yet
    elif is_from_here(request):
        context["sent"] = sent_values(request) if context.get("again") else typed(request)
    return _on_top(request, render(request, template, context, status=status))


def _on_top(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if getattr(request, "htmx", False):
        response["HX-Retarget"] = "#messages"
        response["HX-Reswap"] = "innerHTML show:top"
    return response


@require_safe
def language_choice(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and go back to the page it was chosen on."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = redirect(safe_next(request) or "/")
    return _remember(response, settings.LANGUAGE_COOKIE_NAME, code)


@require_safe
def theme_choice(request: HttpRequest, code: str) -> HttpResponse:
    """Remember light or dark and go back; `device` forgets it."""
    if code not in dict(theme.THEMES):
        raise Http404
    response = redirect(safe_next(request) or "/")
    if code == theme.AS_DEVICE:
        response.delete_cookie(theme.COOKIE)
        return response
    return _remember(response, theme.COOKIE, code)


@require_safe
def space_style(request: HttpRequest, hue: int, version: str) -> HttpResponse:
    """A space's accent colour. The address changes with the content, so it's kept for ever."""
    if hue > 359 or version != style_version(hue):
        raise Http404
    response = HttpResponse(stylesheet(hue), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


# These answer at any host, also where there's no space.
for view in (language_choice, theme_choice, space_style):
    view.needs_no_space = True  # type: ignore[union-attr]


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(
        name,
        value,
        max_age=31_536_000,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )
    return response
