"""Writing a plan: its commitments, each in sections that are saved by themselves."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accord.errors import ChangedMeanwhile
from accord.plans import actions
from accord.plans.forms import (
    CommitmentForm,
    PlanForm,
    SectionForm,
    VersionForm,
)
from accord.plans.lookups import find_commitment, find_plan
from accord.plans.models import Commitment, CommitmentVersion
from accord.plans.progress import plan_progress
from accord.plans.queries import FieldWords, clause_words, field_words, leads_of
from accord.plans.sections import section_mark, sections
from accord.processes.models import Process
from accord.record.rules import may, require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_both, show_form
from accord.ui.texts import LocalizedText
from accord.ui.typed import login_required


@login_required
@FORM
def plan_new(request: AccordRequest, process_slug: str) -> HttpResponse:
    visible = Process.objects.visible_to(request.viewer)
    process = get_object_or_404(visible.select_related("space"), slug=process_slug)
    require(request.viewer, "plans.create", process)
    form = PlanForm(request.POST or None, space=process.space)
    create = partial(actions.create_plan, viewer=request.viewer, process=process)
    done = run_action(request, form, lambda: create(**form.cleaned_data))
    if done:
        return redirect("plans:editor", done.result.slug)
    return show_form(request, "plans/plan_new.html", form, {"process": process})


@login_required
@require_safe
def editor(request: AccordRequest, slug: str) -> HttpResponse:
    plan = find_plan(request, slug)
    require(request.viewer, "plans.edit", plan)
    context = {
        "plan": plan,
        "progress": plan_progress(plan),
        "periods": list(plan.periods.all()),
        "may_run": may(request.viewer, "plans.adopt", plan),
    }
    return render(request, "plans/editor.html", context)


@login_required
@FORM
def commitment_new(request: AccordRequest, slug: str) -> HttpResponse:
    plan = find_plan(request, slug)
    require(request.viewer, "plans.edit", plan)
    form = CommitmentForm(request.POST or None, space=plan.space)
    add = partial(actions.add_commitment, viewer=request.viewer, plan=plan)
    done = run_action(request, form, lambda: add(**form.cleaned_data))
    if not done:
        return show_form(request, "plans/commitment_new.html", form, {"plan": plan})
    return redirect("plans:commitment-edit", plan.slug, done.result.code)


@login_required
@require_POST
def commitment_move(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    by = -1 if request.POST.get("to") == "up" else 1
    actions.move_commitment(viewer=request.viewer, commitment=commitment, by=by)
    return redirect("plans:editor", slug)


def newest_version(commitment: Commitment) -> CommitmentVersion | None:
    return commitment.versions.order_by("-number").first()


@login_required
@require_safe
def commitment_edit(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    require(request.viewer, "plans.edit", commitment.plan)
    form = VersionForm()
    return show_form(request, "plans/commitment_edit.html", form, what_to_write(commitment))


def what_to_write(commitment: Commitment) -> dict[str, Any]:
    """The sections of a commitment with their words, its milestones and its leads."""
    version = newest_version(commitment)
    fields = field_words(commitment.plan, clause_words(version) if version else [])
    return {
        "plan": commitment.plan,
        "commitment": commitment,
        "version": version,
        "sections": [
            {"section": one, "fields": [entry for entry in fields if entry.group == one.group]}
            for one in sections(commitment.plan)
        ],
        "milestones": list(version.milestone_texts.select_related("milestone")) if version else [],
        "leads": leads_of(commitment),
    }


@login_required
@FORM
def section(request: AccordRequest, slug: str, code: str, group: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    require(request.viewer, "plans.edit", commitment.plan)
    version = newest_version(commitment)
    found = next((one for one in sections(commitment.plan) if one.group == group), None)
    if version is None or found is None:
        raise Http404
    words = field_words(commitment.plan, clause_words(version))
    fields = [entry for entry in words if entry.group == group]
    mark = section_mark(commitment, version, group)
    form = section_form(request, commitment, group, fields, mark)
    context = {"plan": commitment.plan, "commitment": commitment, "section": found}
    done = run_action(
        request,
        form,
        lambda: actions.save_section(
            viewer=request.viewer,
            commitment=commitment,
            group=group,
            prose=form.prose(),
            numbered=form.numbered(),
            seen=form.cleaned_data["seen"],
            title=form.cleaned_data.get("title"),
        ),
    )
    if not done and isinstance(done.refusal, ChangedMeanwhile):
        context |= {"conflict": done.refusal, "theirs": fields}
        return show_both(request, "plans/section.html", form, context, mark=mark)
    if not done:
        return show_form(request, "plans/section.html", form, context)
    messages.success(request, _("“%(section)s” is saved.") % {"section": found.name})
    return redirect("plans:commitment-edit", slug, code)


def section_form(
    request: AccordRequest,
    commitment: Commitment,
    group: str,
    fields: list[FieldWords],
    mark: str,
) -> SectionForm:
    title: LocalizedText | None = commitment.title if group == "head" else None
    return SectionForm(
        request.POST or None,
        space=commitment.plan.space,
        fields=fields,
        title=title,
        initial={"seen": mark},
    )
