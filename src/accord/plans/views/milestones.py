"""Writing a commitment's milestones."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accord.errors import ChangedMeanwhile
from accord.plans import actions
from accord.plans.forms import MilestoneForm
from accord.plans.lookups import find_commitment, find_milestone
from accord.plans.models import MilestoneText
from accord.plans.sections import milestone_mark
from accord.plans.views.editor import newest_version
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_both, show_form
from accord.ui.typed import login_required


@login_required
@require_safe
def milestones(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    require(request.viewer, "plans.edit", commitment.plan)
    texts = MilestoneText.objects.filter(version=newest_version(commitment))
    rows = texts.select_related("milestone").order_by("milestone__position", "milestone_id")
    texts = rows.prefetch_related("milestone__leads")
    context = {"plan": commitment.plan, "commitment": commitment, "rows": list(texts)}
    return render(request, "plans/milestones.html", context)


@login_required
@FORM
def milestone_new(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    require(request.viewer, "plans.edit", commitment.plan)
    form = MilestoneForm(request.POST or None, space=commitment.plan.space)
    context = {"plan": commitment.plan, "commitment": commitment}
    save = partial(actions.save_milestone, viewer=request.viewer, commitment=commitment)
    if not run_action(request, form, lambda: save(words=form.words())):
        return show_form(request, "plans/milestone_edit.html", form, context)
    return redirect("plans:milestones", slug, code)


@login_required
@FORM
def milestone_edit(request: AccordRequest, slug: str, code: str, milestone: str) -> HttpResponse:
    found = find_milestone(request, slug, code, milestone)
    commitment = found.commitment
    require(request.viewer, "plans.edit", commitment.plan)
    text = MilestoneText.objects.filter(version=newest_version(commitment), milestone=found).first()
    if text is None:
        raise Http404
    names = ("title", "outputs", "starts_on", "due_on", "due_precision", "due_text")
    initial = {name: getattr(text, name) for name in names}
    mark = milestone_mark(text)
    form = MilestoneForm(
        request.POST or None, space=commitment.plan.space, initial={**initial, "seen": mark}
    )
    context: dict[str, Any] = {
        "plan": commitment.plan,
        "commitment": commitment,
        "milestone": found,
    }
    done = run_action(
        request,
        form,
        lambda: actions.save_milestone(
            viewer=request.viewer,
            commitment=commitment,
            milestone=found,
            words=form.words(),
            seen=form.cleaned_data["seen"],
        ),
    )
    if not done and isinstance(done.refusal, ChangedMeanwhile):
        context |= {"conflict": done.refusal, "theirs": text}
        return show_both(request, "plans/milestone_edit.html", form, context, mark=mark)
    if not done:
        return show_form(request, "plans/milestone_edit.html", form, context)
    return redirect("plans:milestones", slug, code)


@login_required
@require_POST
def milestone_move(request: AccordRequest, slug: str, code: str, milestone: str) -> HttpResponse:
    found = find_milestone(request, slug, code, milestone)
    by = -1 if request.POST.get("to") == "up" else 1
    actions.move_milestone(viewer=request.viewer, milestone=found, by=by)
    return redirect("plans:milestones", slug, code)


@login_required
@require_POST
def milestone_retire(request: AccordRequest, slug: str, code: str, milestone: str) -> HttpResponse:
    found = find_milestone(request, slug, code, milestone)
    actions.retire_milestone(viewer=request.viewer, milestone=found)
    return redirect("plans:milestones", slug, code)
