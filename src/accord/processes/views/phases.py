"""Phases as planners lay them: words at any time, dates with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accord.processes import actions
from accord.processes.forms.activities import PhaseDatesForm
from accord.processes.forms.processes import PhaseForm, PhaseWordsForm
from accord.processes.models import Phase, Process
from accord.processes.views.staff import find_planned
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_form
from accord.ui.typed import login_required


@login_required
@FORM
def phase_new(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_planned(request, slug)
    form = PhaseForm(request.POST or None, space=process.space)
    if run_action(
        request,
        form,
        lambda: actions.add_phase(viewer=request.viewer, process=process, **form.cleaned_data),
    ):
        messages.success(request, _("Saved."))
        return redirect("processes:setup", slug)
    context = {"process": process, "heading": _("Add a phase")}
    return show_form(request, "processes/staff_form.html", form, context)


def _find_phase(process: Process, number: int) -> Phase:
    phase = get_object_or_404(process.phases, subject__code=f"{process.slug}/{number}")
    phase.process = process
    return phase


@login_required
@FORM
def phase_edit(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    process = find_planned(request, slug)
    phase = _find_phase(process, number)
    initial = {"name": phase.name, "about": phase.about}
    form = PhaseWordsForm(request.POST or None, space=process.space, initial=initial)
    if run_action(
        request,
        form,
        lambda: actions.edit_phase(viewer=request.viewer, phase=phase, **form.cleaned_data),
    ):
        messages.success(request, _("Saved."))
        return redirect("processes:setup", slug)
    context = {"process": process, "heading": _("Words of this phase")}
    return show_form(request, "processes/staff_form.html", form, context)


@login_required
@FORM
def phase_dates(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    process = find_planned(request, slug)
    phase = _find_phase(process, number)
    initial = {"starts_on": phase.starts_on, "ends_on": phase.ends_on}
    form = PhaseDatesForm(request.POST or None, space=process.space, initial=initial)
    if run_action(
        request,
        form,
        lambda: actions.move_date(
            viewer=request.viewer,
            thing=phase,
            dates=form.dates(),
            reason=form.cleaned_data["reason"],
        ),
    ):
        messages.success(request, _("Moved. The old date and your reason stay readable."))
        return redirect("processes:setup", slug)
    context = {"process": process, "heading": _("Move dates"), "about": phase.name}
    return show_form(request, "processes/staff_form.html", form, context)
