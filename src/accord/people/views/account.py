from functools import partial

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accord.people import actions, known_browsers
from accord.people import terms as terms_text
from accord.people.forms import AccountForm, LeaveForm
from accord.people.models import SignedInRequest
from accord.people.views.sign_in import remember_language
from accord.ui.forms import run_action, show_form
from accord.ui.freshness import leave_nothing
from accord.ui.typed import login_required


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    person = request.user
    initial = {
        "display_name": person.display_name,
        "language": person.language or translation.get_language(),
    }
    form = AccountForm(request.POST or None, initial=initial)
    change = partial(actions.change_account, person=person)
    if run_action(request, form, lambda: change(**form.cleaned_data)):
        with translation.override(person.language):
            messages.success(request, _("Your account is changed."))
        return remember_language(redirect("people:account"), person.language)
    return show_form(request, "people/account.html", form, {})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest) -> HttpResponse:
    """Erase the account, after its address was typed once more."""
    form = LeaveForm(request.POST or None, person=request.user)
    if run_action(request, form, lambda: actions.erase(person=request.user)):
        get_adapter().logout(request)
        return leave_nothing(known_browsers.forget(redirect("people:left")))
    return show_form(request, "people/leave.html", form, {})


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return render(request, "people/left.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    get_adapter().logout(request)
    return leave_nothing(redirect("/"))


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "people/terms.html", {"version": terms_text.VERSION})
