"""Somebody's words: their page, supporting, changing and taking them back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.contributions import actions, limits
from accord.contributions.forms import EditForm
from accord.contributions.models import Contribution, Support
from accord.contributions.revisions import with_answers
from accord.contributions.views.finders import find_words, page_of
from accord.people.limits import refuse_button_over
from accord.questions.answers import answers_of
from accord.questions.forms import AnswerForm
from accord.questions.registry import Asking
from accord.questions.sheets import sheet_of
from accord.record.rules import may, require
from accord.record.viewer import AccordRequest
from accord.ui.forms import run_action, show_form
from accord.ui.typed import login_required


@require_GET
def detail(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    return redirect(page_of(find_words(request, kind, code)))


@login_required
@require_POST
def support_toggle(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    """Support, or end it; which of the two the button said, so that a second press does no harm."""
    contribution = find_words(request, kind, code)
    refuse_button_over(request, limits.SUPPORTS, key=str(request.viewer.pk))
    if request.POST.get("end"):
        actions.end_support(viewer=request.viewer, contribution=contribution)
    else:
        actions.support(viewer=request.viewer, contribution=contribution)
    if not request.headers.get("HX-Request"):
        return redirect(page_of(contribution))
    contribution.refresh_from_db(fields=["support_count"])
    context = {"contribution": contribution, "support": support_state(request, contribution)}
    return render(request, "contributions/support.html", context)


def support_state(request: AccordRequest, contribution: Contribution) -> dict[str, bool]:
    """Whether the viewer supports these words, and may change that."""
    person = request.viewer
    is_given = (
        person.pk is not None
        and Support.objects.filter(contribution=contribution, person=person.pk).exists()
    )
    allowed = may(person, "contributions.support", contribution)
    return {"is_given": is_given, "is_allowed": allowed}


@require_http_methods(["GET", "POST"])
def edit_words(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    contribution = find_words(request, kind, code)
    require(request.viewer, "contributions.edit", contribution)
    form = _edit_form(request, contribution)
    edit = partial(actions.edit, viewer=request.viewer, contribution=contribution)
    if run_action(request, form, lambda: edit(**_edited(form)), field="body"):
        messages.info(request, _("Your words are changed. The earlier ones can still be read."))
        return redirect(page_of(contribution))
    context = {
        "fields": form.here if isinstance(form, AnswerForm) else list(form),
        "contribution": contribution,
        "back": page_of(contribution),
    }
    return show_form(request, "contributions/edit.html", form, context)


def _edit_form(request: AccordRequest, words: Contribution) -> "AnswerForm | EditForm":
    """What was asked when they were said, under that version; of other words their text."""
    typed = request.POST or None
    initial: dict[str, Any] = {"title": words.title, "body": words.body}
    activity = words.activity
    is_first = words.root_id is None and words.discussion_id is None
    if activity is None or not is_first or not activity.type.questions:
        return EditForm(typed, has_title=bool(words.title), initial=initial)
    sheet = sheet_of(activity, words.sheet)
    stored = ("title", "body") if words.title else ("body",)
    only = [row.name for row in sheet.questions if row.stored_as in stored]
    only += [row.name for row in sheet.added]
    for answer in answers_of([words.pk], with_sensitive=True).get(words.pk, []):
        kind = answer.question.kind
        initial[answer.question.name] = kind.initial(answer.value)
    asking = Asking(policy=activity.identity_policy)
    return AnswerForm(typed, sheet=sheet, asking=asking, only=only, initial=initial)


def _edited(form: "AnswerForm | EditForm") -> dict[str, Any]:
    if isinstance(form, AnswerForm):
        words = {"title": form.stored("title"), "body": form.stored("body")}
        return {**words, "answers": form.given()}
    return {"title": form.cleaned_data.get("title", ""), "body": form.cleaned_data["body"]}


@require_http_methods(["GET", "POST"])
def withdrawal(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    contribution = find_words(request, kind, code)
    require(request.viewer, "contributions.withdraw", contribution)
    if request.method == "POST":
        actions.withdraw(viewer=request.viewer, contribution=contribution)
        messages.info(request, _("Your words are withdrawn. Nobody but you can see them."))
        return redirect("contributions:receipt")
    context = {"contribution": contribution, "back": page_of(contribution)}
    return render(request, "contributions/withdrawal.html", context)


@require_GET
def revisions(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    """What the words were before."""
    contribution = find_words(request, kind, code)
    context = {
        "contribution": contribution,
        "revisions": with_answers(contribution.revisions.order_by("-number")[:50]),
        "back": page_of(contribution),
    }
    return render(request, "contributions/revisions.html", context)
