"""Writing down what a forum decided, seat by seat, and correcting it by a later decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accord.processes import actions
from accord.processes.forms.decisions import DecisionForm
from accord.processes.models import Decision
from accord.processes.views.staff import FORM, find_planned, run_action, show_form
from accord.record.viewer import AccordRequest


@login_required
@FORM
def decision_new(request: AccordRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A new decision; with a number, one that takes the place of that older one."""
    process = find_planned(request, slug, "processes.decide")
    older = None
    if number is not None:
        found = Decision.objects.filter(process=process).prefetch_related("positions")
        older = get_object_or_404(found, number=number)
    form = DecisionForm(request.POST or None, process=process, corrects=older)
    made: list[Decision] = []
    if run_action(
        request,
        form,
        lambda: made.append(
            actions.record_decision(
                viewer=request.viewer, process=process, corrects=older, **form.decision()
            )
        ),
    ):
        messages.success(request, _("Recorded. It can be corrected by a later decision only."))
        return redirect("processes:decision", slug, made[0].number)
    context = {"process": process, "older": older}
    return show_form(request, "processes/decision_new.html", form, context)
