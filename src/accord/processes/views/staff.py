"""What the pages of planners share: finding, showing a form, telling what an action refused."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accord.errors import Conflict
from accord.people.models import Person
from accord.people.rules import require
from accord.processes.models import Process
from accord.processes.views.finding import find_process

FORM = require_http_methods(["GET", "HEAD", "POST"])


class PersonRequest(HttpRequest):
    """The request of somebody who is signed in."""

    user: Person


def find_planned(request: PersonRequest, slug: str, permission: str = "processes.plan") -> Process:
    process = find_process(request, slug)
    require(request.user, permission, process)
    return process


def done(request: HttpRequest, form: Form, action: Callable[[], Any]) -> bool:
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
    request: HttpRequest, template: str, form: Form, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)


def is_asking(request: HttpRequest) -> bool:
    """Whether the planner only asks what these dates would give; nothing is saved."""
    return request.method == "POST" and request.POST.get("then") == "check"
