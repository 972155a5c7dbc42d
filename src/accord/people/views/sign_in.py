"""Signing in and joining: one way for both, and one answer whether an address is known or not."""

import uuid
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.people import actions, known_browsers, terms
from accord.people.forms import CodeForm, SignInForm, WelcomeForm
from accord.people.letters import send_code_letter
from accord.people.limits import CODES_ASKED, CODES_ASKED_AGAIN, CODES_TRIED, refuse_over
from accord.people.models import Person, SignInCode
from accord.ui.destination import safe_next
from accord.ui.forms import is_sent_right, refuse, run_action, show_form
from accord.ui.texts import as_text

STATE = "sign_in"


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code there, whoever it belongs to."""
    form = SignInForm(request.POST or None)
    if is_sent_right(request, form):
        email = form.cleaned_data["email"]
        known = known_browsers.name_for(request, email)
        limit = CODES_ASKED_AGAIN if known else CODES_ASKED
        if not refuse_over(request, form, limit, key=known or email, field="email"):
            return _send(request, email)
    return show_form(request, "people/sign_in.html", form, {"next": _next_page(request)})


def _send(request: HttpRequest, email: str) -> HttpResponse:
    code, digits = actions.make_code(email=email)
    send_code_letter(
        email=email,
        digits=digits,
        site=_site_name(request),
        minutes=int(actions.CODE_TIME.total_seconds() // 60),
        expires_at=code.expires_at,
    )
    request.session[STATE] = {"key": str(code.key), "next": _next_page(request)}
    return redirect("people:code")


def _site_name(request: HttpRequest) -> str:
    space = getattr(request, "space", None)
    return str(as_text(space.name)) if space else "Accord"


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code. A wrong one says so until the tries are used up."""
    sent = _code_of(request)
    if sent is None:
        return _start_again(request)
    form = CodeForm(request.POST or None)
    if is_sent_right(request, form) and _take_code(request, form, sent):
        return _go_on(request, sent)
    return show_form(request, "people/code.html", form, {"sent": sent})


def _take_code(request: HttpRequest, form: CodeForm, sent: SignInCode) -> bool:
    """Each code takes a few tries by itself; of an address the wrong ones alone are counted."""
    if _is_right(sent, form.cleaned_data["code"]):
        return True
    if not refuse_over(request, form, CODES_TRIED, field="code"):
        sent.refresh_from_db()
        refuse(form, _wrong(sent), field="code")
    return False


def _is_right(sent: SignInCode, typed: str) -> bool:
    tried = actions.prove(key=sent.key, secret=typed)
    return tried is not None and tried.is_proven


def _wrong(sent: SignInCode) -> str:
    if sent.can_be_tried:
        return _("This isn’t the code we sent. Look at the newest letter and try again.")
    return _("This code doesn’t work any more. Ask for a new one.")


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, key: uuid.UUID, secret: str) -> HttpResponse:
    """A link that works once. Opening it does nothing, as some mail programs open every link."""
    if request.method == "POST":
        tried = actions.prove(key=key, secret=secret)
        if tried is not None and tried.is_proven:
            request.session[STATE] = {"key": str(key), "next": ""}
            return _go_on(request, tried)
        return render(request, "people/link.html", {"is_over": True}, status=410)
    return render(request, "people/link.html")


@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Whoever is new here chooses a name and agrees to the terms, before an account is made."""
    sent = _code_of(request)
    if sent is None or not sent.is_proven:
        return _start_again(request)
    known = Person.objects.filter(email=sent.email).first()
    form = WelcomeForm(
        request.POST or None, initial={"display_name": known.display_name if known else ""}
    )
    done = run_action(
        request,
        form,
        lambda: actions.join(
            key=sent.key,
            display_name=form.cleaned_data["display_name"],
            language=get_language() or settings.LANGUAGE_CODE,
        ),
    )
    if done:
        return _enter(request, done.result)
    return show_form(request, "people/welcome.html", form, {})


def _go_on(request: HttpRequest, proven: SignInCode) -> HttpResponse:
    person = Person.objects.filter(email=proven.email).first()
    if person is None or not has_agreed(person):
        return redirect("people:welcome")
    return _enter(request, actions.use_proof(key=proven.key))


def has_agreed(person: Person) -> bool:
    return person.consents.filter(
        purpose=terms.PURPOSE, text_version=terms.VERSION, withdrawn_at=None
    ).exists()


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    """Start the session by allauth, whose stages (a second factor, later) then apply."""
    target = str(request.session.pop(STATE, {}).get("next") or "/")
    record_authentication(request, person, method="code", email=person.email)
    response: Any = perform_login(request, person, redirect_url=target, email=person.email)
    known_browsers.remember(request, response, person.email or "")
    return remember_language(response, person.language)


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
        )
    return response


def _code_of(request: HttpRequest) -> SignInCode | None:
    key = request.session.get(STATE, {}).get("key")
    return SignInCode.objects.filter(key=key).first() if key else None


def _start_again(request: HttpRequest) -> HttpResponse:
    return render(request, "people/start_again.html", status=410)


def _next_page(request: HttpRequest) -> str:
    """Where the person was going, if that isn't this page itself."""
    target = safe_next(request)
    return "" if target.startswith(reverse("people:sign-in")) else target
