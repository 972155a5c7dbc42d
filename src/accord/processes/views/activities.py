"""Activities as planners prepare them: the purpose sheet, announcing, dates, closing early."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord.processes import actions, queries
from accord.processes.actions.dates import days_of
from accord.processes.advice import advise, tasks
from accord.processes.forms.activities import ANCHORS, ActivityDatesForm, ReasonForm, SheetForm
from accord.processes.forms.processes import ActivityForm
from accord.processes.models import Activity, Process
from accord.processes.sheet import ASKED
from accord.processes.views.finders import find_activity, space_of
from accord.processes.views.staff import find_planned
from accord.record.viewer import AccordRequest
from accord.ui.anchors import anchor_of
from accord.ui.forms import FORM, run_action, show_form
from accord.ui.typed import login_required


@require_safe
def chooser(request: AccordRequest) -> HttpResponse:
    """What do you want to find out? And which kinds of activity serve that, and why."""
    space_of(request)
    wanted = request.GET.get("task", "")
    context = {"tasks": tasks(), "wanted": wanted, "advice": advise(wanted)}
    return render(request, "processes/chooser.html", context)


@login_required
@FORM
def activity_new(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_planned(request, slug)
    initial = {"type_key": request.GET.get("kind", "")}
    form = ActivityForm(request.POST or None, space=process.space, initial=initial)
    create = partial(actions.create_activity, viewer=request.viewer, process=process)
    done = run_action(request, form, lambda: create(**form.cleaned_data))
    if done:
        return redirect("processes:sheet-edit", slug, done.result.slug)
    return show_form(request, "processes/activity_new.html", form, {"process": process})


def _find(request: AccordRequest, slug: str, activity_slug: str) -> tuple[Process, Activity]:
    process = find_planned(request, slug)
    activity = find_activity(request, process, activity_slug)
    activity.process = process
    return process, activity


@login_required
@FORM
def sheet_edit(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """The purpose sheet; "Save and announce" saves what was typed even where it's too little."""
    process, activity = _find(request, slug, activity_slug)
    form = SheetForm(request.POST or None, activity=activity)
    wants_to_announce = request.POST.get("then") == "announce"
    if run_action(request, form, lambda: _save(request, activity, form)):
        if not wants_to_announce or run_action(
            request,
            form,
            lambda: actions.announce_activity(viewer=request.viewer, activity=activity),
        ):
            said = _("Announced. It opens by itself on its first day.")
            messages.success(request, said if wants_to_announce else _("Saved."))
            return redirect("processes:sheet-edit", slug, activity_slug)
        activity.refresh_from_db(fields=list(ASKED))
    context = {
        "process": process,
        "card": queries.card(activity),
        "gaps": _gaps(form, activity),
    }
    return show_form(request, "processes/sheet_edit.html", form, context)


def _save(request: AccordRequest, activity: Activity, form: SheetForm) -> None:
    actions.save_sheet(viewer=request.viewer, activity=activity, **form.changes())


def _gaps(form: SheetForm, activity: Activity) -> list[tuple[object, str]]:
    """What the saved sheet lacks, with the id of the field that asks for it."""
    found: list[tuple[object, str]] = []
    for name, word in ASKED.items():
        if getattr(activity, name):
            continue
        found.append((word, anchor_of(form[ANCHORS.get(name, name)])))
    return found


@login_required
@FORM
def activity_dates(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    process, activity = _find(request, slug, activity_slug)
    form = ActivityDatesForm(request.POST or None, space=process.space, initial=days_of(activity))
    action = lambda: actions.move_date(  # noqa: E731 - named for `run_action`
        viewer=request.viewer,
        thing=activity,
        dates=form.dates(),
        reason=form.cleaned_data["reason"],
    )
    if run_action(request, form, action):
        messages.success(request, _("Moved. The old date and your reason stay readable."))
        return redirect("processes:sheet-edit", slug, activity_slug)
    context = {"process": process, "heading": _("Move dates"), "about": activity.title}
    return show_form(request, "processes/staff_form.html", form, context)


@login_required
@FORM
def activity_opening(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """Before its day, with a reason."""
    heading = _("Open now, before its day")
    return _with_reason(request, slug, activity_slug, actions.open_activity, heading)


@login_required
@FORM
def activity_closing(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """Before its last day, with a reason."""
    heading = _("Close now, before its last day")
    return _with_reason(request, slug, activity_slug, actions.close_activity, heading)


def _with_reason(
    request: AccordRequest, slug: str, activity_slug: str, action: Callable[..., Any], heading: str
) -> HttpResponse:
    process, activity = _find(request, slug, activity_slug)
    form = ReasonForm(request.POST or None, space=process.space)
    if run_action(
        request,
        form,
        lambda: action(
            viewer=request.viewer, activity=activity, reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("Done. Your reason stays readable."))
        return redirect("processes:sheet-edit", slug, activity_slug)
    context = {
        "process": process,
        "heading": heading,
        "about": activity.title,
        "button": heading,
    }
    return show_form(request, "processes/staff_form.html", form, context)
