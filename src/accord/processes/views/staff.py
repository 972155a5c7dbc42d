"""What the pages of planners share: finding, showing a form, telling what an action refused."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accord.errors import Conflict
from accord.processes.models import Process
from accord.processes.views.finding import find_process
from accord.record.rules import require
from accord.record.viewer import AccordRequest

FORM = require_http_methods(["GET", "HEAD", "POST"])


def find_planned(request: AccordRequest, slug: str, permission: str = "processes.plan") -> Process:
    process = find_process(request, slug)
    require(request.viewer, permission, process)
    return process


def run_action(request: AccordRequest, form: Form, action: Callable[[], Any]) -> bool:
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
    request: AccordRequest, template: str, form: Form, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)


def is_asking(request: AccordRequest) -> bool:
    """Whether the planner only asks what these dates would give; nothing is saved."""
    return request.method == "POST" and request.POST.get("then") == "check"
