"""Setting a process up: each section is a page of its own, saved by itself."""

import datetime as dt
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accord.processes import actions, queries
from accord.processes.dates import today
from accord.processes.forms.processes import (
    SECTIONS,
    AppointmentForm,
    ProcessForm,
    SectionForm,
    StartForm,
)
from accord.processes.models import Process
from accord.processes.templates import Notice, notice_given
from accord.processes.views.dates import first_notice
from accord.processes.views.finders import space_of
from accord.processes.views.staff import find_planned, is_asking
from accord.record.assignments import assign, end_assignment
from accord.record.rules import may, require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, is_sent_right, run_action, show_form
from accord.ui.typed import login_required


@login_required
@FORM
def process_new(request: AccordRequest) -> HttpResponse:
    space = space_of(request)
    require(request.viewer, "processes.create", request.viewer.space)
    form = ProcessForm(request.POST or None, space=space)
    notice = form.notice(today(space.zone)) if is_sent_right(request, form) else None
    if is_asking(request):
        return show_form(request, "processes/new.html", form, {"notice": notice})
    create = partial(actions.create_process, viewer=request.viewer, space=space)
    done = run_action(request, form, lambda: create(**form.cleaned_data))
    if done:
        return redirect("processes:setup", done.result.slug)
    return show_form(request, "processes/new.html", form, {"notice": notice})


@login_required
@require_safe
def setup(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_planned(request, slug)
    versions = list(process.timelines.all()[:50])
    activities = process.activities.select_related("process", "tally").order_by("pk")
    return render(
        request,
        "processes/setup.html",
        {
            "process": process,
            "sections": _sections(process),
            "phases": list(process.phases.all()),
            "cards": queries.cards(activities),
            "people": _people(process),
            "versions": versions,
            "notice": first_notice(process, versions),
            "may_appoint": may(request.viewer, "processes.appoint", process),
            "may_decide": may(request.viewer, "processes.decide", process),
        },
    )


def _sections(process: Process) -> list[tuple[str, object, list[tuple[object, object]]]]:
    return [
        (key, title, [(label, getattr(process, name)) for name, (label, *_) in fields.items()])
        for key, (title, fields) in SECTIONS.items()
    ]


def _people(process: Process) -> list[object]:
    current = process.subject.assignments.current().select_related("person")
    return list(current.order_by("role", "pk"))


@login_required
@FORM
def section(request: AccordRequest, slug: str, section: str) -> HttpResponse:
    process = find_planned(request, slug)
    if section not in SECTIONS:
        raise Http404
    title, fields = SECTIONS[section]
    form = SectionForm(
        request.POST or None,
        space=process.space,
        section=section,
        initial={name: getattr(process, name) for name in fields},
    )
    if run_action(
        request,
        form,
        lambda: actions.edit_process(viewer=request.viewer, process=process, **form.cleaned_data),
    ):
        messages.success(request, _("Saved."))
        return redirect("processes:setup", slug)
    return show_form(
        request, "processes/staff_form.html", form, {"process": process, "heading": title}
    )


@login_required
@FORM
def work_start(request: AccordRequest, slug: str) -> HttpResponse:
    """The day work on the plan begins, beside how early people would know of it."""
    process = find_planned(request, slug)
    initial = {"development_starts_on": process.development_starts_on}
    form = StartForm(request.POST or None, initial=initial)
    if not is_asking(request) and run_action(
        request,
        form,
        lambda: actions.edit_process(viewer=request.viewer, process=process, **form.cleaned_data),
    ):
        messages.success(request, _("Saved."))
        return redirect("processes:setup", slug)
    starts_on = process.development_starts_on
    if is_sent_right(request, form):
        starts_on = form.cleaned_data["development_starts_on"]
    context = {"process": process, "notice": _what_it_gives(process, starts_on)}
    return show_form(request, "processes/work_start.html", form, context)


def _what_it_gives(process: Process, starts_on: dt.date | None) -> Notice | None:
    return notice_given(
        template_key=process.template_key,
        published_on=today(process.space.zone),
        starts_on=starts_on,
    )


@login_required
@require_POST
def publication(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_planned(request, slug)
    actions.publish_timeline(viewer=request.viewer, process=process)
    messages.success(request, _("The dates are published as they stand now."))
    return redirect("processes:timeline", slug)


@login_required
@require_POST
def opening(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_planned(request, slug)
    actions.open_process(viewer=request.viewer, process=process)
    messages.success(request, _("Everyone can read this now."))
    return redirect("processes:setup", slug)


@login_required
@require_POST
def closing(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_planned(request, slug)
    actions.close_process(viewer=request.viewer, process=process)
    messages.success(request, _("This is closed. All of it stays readable."))
    return redirect("processes:setup", slug)


@login_required
@FORM
def appointment_new(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_planned(request, slug, "processes.appoint")
    form = AppointmentForm(request.POST or None)
    done = run_action(
        request,
        form,
        lambda: assign(
            viewer=request.viewer,
            scope=process,
            person=form.cleaned_data["person"],
            role=form.cleaned_data["role"],
        ),
    )
    if done:
        name = form.cleaned_data["person"].display_name
        messages.success(request, _("%(name)s can begin.") % {"name": name})
        return redirect("processes:setup", slug)
    context = {"process": process, "heading": _("Appoint somebody")}
    return show_form(request, "processes/staff_form.html", form, context)


@login_required
@require_POST
def appointment_end(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    process = find_planned(request, slug, "processes.appoint")
    named = f"process/{slug}/{number}"
    held = get_object_or_404(process.subject.assignments, subject__code=named)
    end_assignment(viewer=request.viewer, assignment=held, scope=process)
    messages.success(request, _("The appointment has ended."))
    return redirect("processes:setup", slug)
