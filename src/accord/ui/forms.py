"""The one way a page with a form answers: it is shown, the action is done, or it says why not.

A view hands over its form and what it would do. Whatever is wrong, with what was typed or with the
moment, comes back on the same page: the words stay, the error summary says what to do. No view
asks `is_valid`, catches a refusal or names a status by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accord.errors import AccordError

FORM = require_http_methods(["GET", "HEAD", "POST"])

T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """What was sent was right, and the action is done."""

    result: T

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class NotDone:
    """Nothing is done: nothing was sent, what was typed is wrong, or the action refused."""

    refusal: AccordError | None = None

    def __bool__(self) -> Literal[False]:
        return False


def need_sometimes(field: forms.Field) -> None:
    """Not called optional: whether it is needed depends on the others, and the form says so."""
    setattr(field, "is_sometimes_required", True)  # noqa: B010 (no such field)


def is_sent_right(request: HttpRequest, form: forms.BaseForm) -> bool:
    """Whether the form was sent and all that was typed can stand."""
    return request.method == "POST" and form.is_valid()


def run_action(
    request: HttpRequest,
    form: forms.BaseForm,
    action: Callable[[], T],
    *,
    field: str | None = None,
) -> Done[T] | NotDone:
    """Do it if what was sent is right; if not, the form says why, beside `field` or above all."""
    if not is_sent_right(request, form):
        return NotDone()
    return attempt(form, action, field=field)


def attempt(
    form: forms.BaseForm, action: Callable[[], T], *, field: str | None = None
) -> Done[T] | NotDone:
    """Do it; where the action refuses, the form says so and keeps what was typed."""
    try:
        return Done(action())
    except AccordError as refusal:
        refuse(form, refusal.message, status=refusal.status, field=field)
        return NotDone(refusal)


def refuse(
    form: forms.BaseForm, message: Any, *, status: int = 422, field: str | None = None
) -> None:
    """Say on the form why not. The status is kept as the error's code, and `status_of` reads it."""
    form.is_valid()  # so that the form has its list of errors
    name = field if field in form.fields else None
    form.add_error(name, forms.ValidationError(str(message), code=f"{STATUS}{status}"))


STATUS = "status-"
# What a page says of itself besides "something is wrong": that this person may not, or too often.
TOLD = (429, 403)


def status_of(*shown: forms.BaseForm) -> int:
    """200 while nothing is wrong; 422 where it is; 403 and 429 where the refusal says so."""
    wrong = [form for form in shown if form.is_bound and form.errors]
    if not wrong:
        return 200
    rows = [row for form in wrong for row in form.errors.as_data().values()]
    codes = {error.code for row in rows for error in row}
    return next((status for status in TOLD if f"{STATUS}{status}" in codes), 422)


def show_form(
    request: HttpRequest, template: str, form: forms.BaseForm, context: Mapping[str, Any]
) -> HttpResponse:
    """The page with its form; the same page whether htmx asks or not."""
    shown = {**context, "form": form}
    status = status_of(*(one for one in shown.values() if isinstance(one, forms.BaseForm)))
    return render(request, template, shown, status=status)


def show_both(
    request: HttpRequest,
    template: str,
    form: forms.BaseForm,
    context: Mapping[str, Any],
    *,
    mark: str,
) -> HttpResponse:
    """The page after somebody else saved first: what was typed stays, what they wrote is shown.

    Sending it again replaces theirs: the form carries the mark of what was read here.
    """
    data = request.POST.copy()  # with all of what was chosen where several can be
    data["seen"] = mark
    form.data = data
    return show_form(request, template, form, context)
