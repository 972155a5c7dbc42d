"""Who carries a commitment or one of its milestones, and who helps."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from accord.errors import ChangedMeanwhile
from accord.plans import actions
from accord.plans.forms import LEAD_ROWS, LeadsForm
from accord.plans.lookups import find_commitment, find_milestone
from accord.plans.models import Commitment, Lead, Milestone
from accord.plans.sections import leads_mark
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_both, show_form
from accord.ui.typed import login_required


@login_required
@FORM
def commitment_leads(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    return leads_of(request, find_commitment(request, slug, code), None)


@login_required
@FORM
def milestone_leads(request: AccordRequest, slug: str, code: str, milestone: str) -> HttpResponse:
    found = find_milestone(request, slug, code, milestone)
    return leads_of(request, found.commitment, found)


def leads_of(
    request: AccordRequest, commitment: Commitment, milestone: Milestone | None
) -> HttpResponse:
    """The same page for both; a commitment needs an office that answers for it."""
    plan, template = commitment.plan, "plans/leads.html"
    require(request.viewer, "plans.edit", plan)
    held = list((milestone or commitment).leads.select_related("office"))
    mark = leads_mark(held)
    make = partial(LeadsForm, space=plan.space, needs_office=milestone is None)
    form = make(
        request.POST or None,
        initial={"seen": mark, **as_typed(held)},
        rows=max(LEAD_ROWS, len(held) + 1),
    )
    context: dict[str, Any] = {"plan": plan, "commitment": commitment, "milestone": milestone}
    if "more" in request.POST:
        larger = make(initial=form.as_sent(), rows=form.rows + 1)
        return show_form(request, template, larger, context)
    done = run_action(
        request,
        form,
        lambda: actions.set_leads(
            viewer=request.viewer,
            leads=form.leads(),
            commitment=commitment,
            milestone=milestone,
            seen=form.cleaned_data["seen"],
        ),
    )
    if not done and isinstance(done.refusal, ChangedMeanwhile):
        context |= {"conflict": done.refusal, "theirs": held}
        return show_both(request, template, form, context, mark=mark)
    if not done:
        return show_form(request, template, form, context)
    above = "plans:milestones" if milestone else "plans:commitment-edit"
    return redirect(above, plan.slug, commitment.code)


def as_typed(leads: Sequence[Lead]) -> dict[str, object]:
    typed: dict[str, object] = {}
    for number, lead in enumerate(leads, 1):
        typed |= {f"office-{number}": lead.office_id, f"side-{number}": lead.side}
        typed[f"name-{number}"] = "" if lead.office_id else lead.name
    return typed
