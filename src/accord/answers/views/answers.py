from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accord.answers.actions import (
    assign,
    clear_many,
    discard_draft,
    draft_response,
    edit_response,
    publish_many,
    rejoin,
)
from accord.answers.actions.responses import Target
from accord.answers.forms import AnswerForm, AssignmentForm, DraftForm, RejoinderForm
from accord.answers.marks import answer_mark, marks_with
from accord.answers.models import Response, ResponseQuerySet
from accord.answers.pending_answers import owed_in_space, pending_activities, pending_offices
from accord.answers.rules import offices_to_answer, own_office
from accord.contributions.models import Contribution, Receipt
from accord.contributions.moderated import is_own
from accord.contributions.pagination import page_by_id
from accord.errors import ChangedMeanwhile
from accord.organisations.models import Office
from accord.organisations.rules import heads, works_for
from accord.processes.models import Process
from accord.processes.views.finders import processes_for, space_of
from accord.record.kinds import find_shown, load_visible
from accord.record.models import Link, Subject
from accord.record.relations import LED_TO
from accord.record.rules import matches, may, require
from accord.record.viewer import AccordRequest, Viewer
from accord.themes.actions import speaks_for
from accord.themes.models import Paragraph, Theme
from accord.themes.rules import writes_themes
from accord.themes.views.refusals import standing, tell_held
from accord.ui.forms import run_action, show_both, show_form
from accord.ui.numbers import as_number, as_numbers
from accord.ui.typed import login_required

PAGE = 100
REJOINDERS = 20


@require_safe
def answer_list(request: AccordRequest) -> HttpResponse:
    """Who owes answers, and which activities still wait, late ones first."""
    space, processes = space_of(request), processes_for(request)
    context = {
        "offices": pending_offices(space, processes),
        "activities": pending_activities(request.viewer, processes),
        "sums": owed_in_space(request.viewer, space),
    }
    return render(request, "answers/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def office_work(request: AccordRequest, code: str) -> HttpResponse:
    """What an office has to write, clear and publish; many at a time."""
    office = get_object_or_404(Office.objects.visible_to(request.viewer), code=code)
    rows = Response.objects.visible_to(request.viewer).filter(office=office, published_at=None)
    is_member = matches(works_for(request.viewer), office)
    themed = Process.objects.visible_to(request.viewer).filter(writes_themes(request.viewer))
    if not is_member and not themed.exists():
        raise Http404
    if request.method == "POST":
        return _office_choice(request, office, rows.filter(pk__in=_chosen(request)))
    key = as_number(request.GET.get("after", "")) or 0
    found = list(rows.filter(pk__gt=key).for_page().order_by("pk")[: PAGE + 1])
    waiting = found[:PAGE]
    cleared = [row for row in waiting if row.cleared_at]
    read_what_they_say(waiting, request.viewer)
    may_clear = matches(heads(request.viewer), office)
    may_publish = any(may(request.viewer, "answers.publish", row) for row in cleared)
    return render(
        request,
        "answers/office.html",
        {
            "office": office,
            "may_clear": may_clear,
            "older_url": f"?after={waiting[-1].pk}" if len(found) > PAGE else "",
            "newer_url": "?" if key else "",
            "groups": [
                (_("To write"), "", [row for row in waiting if not row.outcome or not row.reasons]),
                (
                    _("To clear"),
                    "clear" if may_clear else "",
                    [row for row in waiting if row.outcome and row.reasons and not row.cleared_at],
                ),
                (_("To publish"), "publish" if may_publish else "", cleared),
            ],
        },
    )


def read_what_they_say(responses: Sequence[Response], viewer: Viewer) -> None:
    """Beside each what it leads to, and the mark of what is read here: who clears stands for it."""
    ties = Link.objects.filter(source__in=[row.pk for row in responses], relation=LED_TO.key)
    links = list(ties.select_related("target").order_by("pk"))
    marks = marks_with(responses, links)
    things = {row.pk: row for row in load_visible({link.target for link in links}, viewer)}
    for row in responses:
        ends = [link.target_id for link in links if link.source_id == row.pk]
        row.ends = [things[pk] for pk in ends if pk in things]  # type: ignore[attr-defined]
        row.mark = marks[row.pk]  # type: ignore[attr-defined]


def _chosen(request: AccordRequest) -> list[int]:
    return as_numbers(request.POST.getlist("chosen")[:500])


def _office_choice(request: AccordRequest, office: Office, rows: ResponseQuerySet) -> HttpResponse:
    responses = list(rows.for_page().order_by("pk"))
    if not responses:
        messages.info(request, _("Choose at least one answer first."))
        return redirect("answers:office", office.code)
    if request.POST.get("act") == "publish":
        count = publish_many(viewer=request.viewer, responses=responses)
        said = ngettext("%(count)d answer is public.", "%(count)d answers are public.", count)
    else:
        seen = {row.pk: request.POST.get(f"seen-{row.pk}", "") for row in responses}
        count = clear_many(viewer=request.viewer, responses=responses, seen=seen)
        said = ngettext("%(count)d answer is cleared.", "%(count)d answers are cleared.", count)
    messages.success(request, said % {"count": count})
    return redirect("answers:office", office.code)


def _find_target(request: AccordRequest, kind: str, code: str) -> tuple[Target, Process]:
    """Whatever can be answered: a theme, somebody's words, a paragraph of what was heard."""
    target = find_shown(kind, code, request.viewer)
    if not isinstance(target, Theme | Contribution | Paragraph):
        raise Http404
    process = target.synthesis.process if isinstance(target, Paragraph) else target.process
    return target, process


@login_required
@require_http_methods(["GET", "POST"])
def answer_new(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    target, process = _find_target(request, kind, code)
    offices = offices_to_answer(request.viewer, process)
    if not offices.exists():
        require(request.viewer, "themes.sort", process)
    initial = {"office": own_office(request.viewer, offices)}
    form = AnswerForm(
        request.POST or None,
        process=process,
        offices=offices,
        viewer=request.viewer,
        initial=initial,
    )
    draft = partial(draft_response, viewer=request.viewer, to=target)
    if run_action(
        request, form, lambda: draft(office=form.cleaned_data["office"], answer=form.answer())
    ):
        return redirect(_after(request, process, form.cleaned_data["office"]))
    context = {
        "process": process,
        "goes_on": isinstance(target, Theme),
        "subject_line": target,
        "heading": _("Write an answer"),
    }
    return show_form(request, "answers/form.html", form, context)


def _after(request: AccordRequest, process: Process, office: Office) -> str:
    """On to the next theme without a draft when asked to, so that many go quickly."""
    if "next" in request.POST:
        waiting = process.themes.roots().filter(responses=None).order_by("number").first()
        if waiting is not None:
            return reverse("answers:new", args=["theme", waiting.subject.code])
    return _work_of(office)


def _work_of(office: Office | None) -> str:
    if office is None:
        return reverse("answers:list")
    return reverse("answers:office", args=[office.code])


@login_required
@require_http_methods(["GET", "POST"])
def answer_edit(request: AccordRequest, code: str) -> HttpResponse:
    found = Response.objects.visible_to(request.viewer).for_page()
    response = get_object_or_404(found, subject__code=code)
    require(request.viewer, "answers.draft", response)
    names = ["office", "outcome", "obstacle", "next_step", "due_on", "reasons"]
    initial = {name: getattr(response, name) for name in names}
    initial["links"] = [f"{end.kind}:{end.pk}" for end in _ends(response)]
    initial["seen"] = mark = answer_mark(response)
    process = response.process
    is_movable = response.cleared_at is None and may(request.viewer, "themes.sort", process)
    own = Office.objects.filter(responses=response)
    offices = offices_to_answer(request.viewer, process) if is_movable else own
    form = DraftForm(
        request.POST or None,
        process=process,
        offices=offices,
        viewer=request.viewer,
        initial=initial,
    )
    form.fields["office"].disabled = not is_movable
    context: dict[str, Any] = {
        "process": process,
        "subject_line": response.target,
        "heading": _("Change the answer"),
        "draft": response if response.published_at is None else None,
    }
    done = run_action(request, form, lambda: _save(request, response, form))
    if done:
        return redirect(_work_of(form.cleaned_data["office"]))
    if isinstance(done.refusal, ChangedMeanwhile):
        ends = load_visible(_ends(response), request.viewer)
        context |= {"conflict": done.refusal, "theirs": response, "their_ends": ends}
        return show_both(request, "answers/form.html", form, context, mark=mark)
    return show_form(request, "answers/form.html", form, context)


def _save(request: AccordRequest, response: Response, form: DraftForm) -> None:
    edit_response(
        viewer=request.viewer,
        response=response,
        answer=form.answer(),
        office=form.cleaned_data["office"],
        seen=form.cleaned_data["seen"],
    )


@login_required
@require_http_methods(["GET", "POST"])
def answer_discard(request: AccordRequest, code: str) -> HttpResponse:
    """Throw a draft away, after a look at it."""
    found = Response.objects.visible_to(request.viewer).for_page()
    response = get_object_or_404(found, subject__code=code, published_at=None)
    require(request.viewer, "answers.draft", response)
    if request.method == "POST":
        discard_draft(viewer=request.viewer, response=response)
        messages.success(request, _("The draft is gone."))
        return redirect(_work_of(response.office))
    return render(request, "answers/discard.html", {"draft": response, "process": response.process})


def _ends(response: Response) -> list[Subject]:
    """What it leads to."""
    ties = Link.objects.filter(source=response.pk, relation=LED_TO.key).select_related("target")
    return [tie.target for tie in ties.order_by("pk")]


@require_POST
def rejoinder(request: AccordRequest, code: str, kind: str, said: str) -> HttpResponse:
    found = Response.objects.shown().visible_to(request.viewer)
    response = get_object_or_404(found.for_page(), subject__code=code)
    words = get_object_or_404(
        Contribution.objects.select_related("receipt"),
        process=response.process,
        subject__kind=kind,
        subject__code=said,
    )
    held = Receipt.objects.filter(pk__in=request.viewer.receipts, contributions=words).first()
    if not speaks_for(request.viewer, held, words):
        raise Http404
    form = RejoinderForm(request.POST)
    action = partial(rejoin, viewer=request.viewer, response=response, contribution=words)
    answer_back = partial(action, receipt=held, language=request.LANGUAGE_CODE)
    done = run_action(request, form, lambda: answer_back(**form.cleaned_data))
    if not done:
        context = {
            "process": response.process,
            "heading": _("Answer back"),
            "subject_line": words,
            "stands": standing(done),
        }
        return show_form(request, "answers/form.html", form, context)
    tell_held(request, done.result, _("We have it. How many say so is public."))
    return redirect("contributions:receipt") if held is not None else redirect(words)


@require_safe
def rejoinders(request: AccordRequest, code: str) -> HttpResponse:
    """What people wrote about an answer to them, oldest first. Nobody is named."""
    found = Response.objects.published().visible_to(request.viewer)
    response = get_object_or_404(found.for_page(), subject__code=code)
    said = response.rejoinders.filter(published_at__isnull=False).exclude(body="")
    after = request.GET.get("after", "")
    page = page_by_id(said, after, REJOINDERS)
    context = {
        "process": response.process,
        "answer": response,
        "rows": [(row, is_own(request.viewer, row)) for row in page.rows],
        "next_key": page.next_key,
        "is_first": not after,
        "may_moderate": may(request.viewer, "contributions.moderate", response.process),
    }
    return render(request, "answers/rejoinders.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def assignment(request: AccordRequest, code: str) -> HttpResponse:
    """Who of the office writes this answer, and by when."""
    found = Response.objects.visible_to(request.viewer).for_page()
    response = get_object_or_404(found, subject__code=code, published_at=None)
    require(request.viewer, "answers.draft", response)
    initial = {"to": response.assigned_to_id, "due_on": response.due_on}
    form = AssignmentForm(request.POST or None, office=response.office, initial=initial)
    give = partial(assign, viewer=request.viewer, response=response)
    if run_action(request, form, lambda: give(**form.cleaned_data)):
        return redirect(_work_of(response.office))
    context = {"process": response.process, "heading": _("Who writes this answer?")}
    context["subject_line"] = response.target
    return show_form(request, "answers/form.html", form, context)
