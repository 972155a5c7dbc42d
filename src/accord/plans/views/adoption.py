"""Publishing a draft, adopting a plan, withdrawing a promise."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accord.plans import actions
from accord.plans.checks import count_unanswered, missing
from accord.plans.forms import AdoptionForm, ReasonForm
from accord.plans.lookups import find_commitment, find_plan
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_form
from accord.ui.typed import login_required


@login_required
@require_POST
def publication(request: AccordRequest, slug: str) -> HttpResponse:
    plan = find_plan(request, slug)
    actions.publish_draft(viewer=request.viewer, plan=plan)
    return redirect(plan)


@login_required
@FORM
def adoption(request: AccordRequest, slug: str) -> HttpResponse:
    plan = find_plan(request, slug)
    require(request.viewer, "plans.adopt", plan)
    owed = count_unanswered(plan)
    form = AdoptionForm(request.POST or None, plan=plan, owed=owed)
    context = {"plan": plan, "gaps": missing(plan), "owed": owed}
    done = run_action(
        request,
        form,
        lambda: actions.adopt_plan(
            viewer=request.viewer,
            plan=plan,
            decision=form.cleaned_data["decision"],
            override_reason=form.cleaned_data.get("reason"),
        ),
    )
    return redirect(plan) if done else show_form(request, "plans/adoption.html", form, context)


@login_required
@FORM
def withdrawal(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    require(request.viewer, "plans.withdraw", commitment.plan)
    form = ReasonForm(request.POST or None, space=commitment.plan.space)
    context = {"plan": commitment.plan, "commitment": commitment}
    done = run_action(
        request,
        form,
        lambda: actions.withdraw_commitment(
            viewer=request.viewer, commitment=commitment, reason=form.cleaned_data["reason"]
        ),
    )
    if not done:
        return show_form(request, "plans/withdrawal.html", form, context)
    return redirect(commitment)
