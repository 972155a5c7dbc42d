"""What pages with a form share: showing it, and telling what an action refused."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accord.errors import Conflict

FORM = require_http_methods(["GET", "HEAD", "POST"])


def day_field(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


def run_action(request: HttpRequest, form: forms.Form, action: Callable[[], Any]) -> bool:
    """Whether what was sent was right and the action is done; if not, the form says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        action()
    except Conflict as conflict:
        form.add_error(None, str(conflict.message))
        return False
    return True


def show_form(
    request: HttpRequest, template: str, form: forms.Form, context: Mapping[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)
