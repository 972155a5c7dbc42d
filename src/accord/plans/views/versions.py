"""The versions of a commitment, what differs between two, and the editions of a plan."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accord.plans import actions
from accord.plans.compare import Change, changes, milestone_changes
from accord.plans.forms import VersionForm
from accord.plans.lookups import find_commitment, find_plan
from accord.plans.models import ActionPlan, CommitmentVersion
from accord.plans.queries import clause_words, field_words, readable_versions
from accord.plans.views.editor import what_to_write
from accord.record.rules import may, require
from accord.record.viewer import AccordRequest
from accord.ui.forms import run_action, show_form
from accord.ui.texts import LocalizedText
from accord.ui.typed import login_required


@require_safe
def version_list(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    may_edit = may(request.viewer, "plans.edit", commitment.plan)
    versions = readable_versions(commitment, drafts=may_edit)
    context = {
        "plan": commitment.plan,
        "commitment": commitment,
        "versions": versions,
        # What the form offers to compare: the newest with the one before it.
        "new": next(iter(versions), None),
        "old": next(iter(versions[1:]), None),
        "may_edit": may_edit,
    }
    return render(request, "plans/versions.html", context)


@require_safe
def version_detail(request: AccordRequest, slug: str, code: str, number: int) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    drafts = may(request.viewer, "plans.edit", commitment.plan)
    versions = readable_versions(commitment, drafts=drafts)
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        raise Http404
    texts = version.milestone_texts.select_related("milestone")
    context = {
        "plan": commitment.plan,
        "commitment": commitment,
        "version": version,
        "fields": [f for f in field_words(commitment.plan, clause_words(version)) if f.clauses],
        "milestones": list(texts.order_by("milestone__position", "milestone_id")),
    }
    return render(request, "plans/version.html", context)


@require_safe
def compare(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    """Any two versions; without a choice the newest with the one before it."""
    commitment = find_commitment(request, slug, code)
    drafts = may(request.viewer, "plans.edit", commitment.plan)
    versions = readable_versions(commitment, drafts=drafts)
    if not versions:
        raise Http404
    new = chosen(versions, request.GET.get("to", ""), versions[0])
    old = chosen(versions, request.GET.get("from", ""), versions[min(1, len(versions) - 1)])
    clauses = clause_changes(commitment.plan, old, new)
    milestones = milestone_changes(old, new)
    context = {
        "plan": commitment.plan,
        "commitment": commitment,
        "versions": versions,
        "old": old,
        "new": new,
        "clauses": clauses,
        "milestones": milestones,
        "is_same": not any(one["is_changed"] for one in clauses)
        and not any(one.is_changed for one in milestones),
    }
    return render(request, "plans/compare.html", context)


def chosen(
    versions: list[CommitmentVersion], typed: str, otherwise: CommitmentVersion
) -> CommitmentVersion:
    if not typed:
        return otherwise
    for version in versions:
        if str(version.number) == typed:
            return version
    raise Http404


def clause_changes(
    plan: ActionPlan, old: CommitmentVersion, new: CommitmentVersion
) -> list[dict[str, Any]]:
    """By clause, in the order of the form: those that are gone stand where they stood."""
    before = {words.clause: words.text for words in clause_words(old)}
    after = {words.clause: words.text for words in clause_words(new)}
    labels = {entry.key: entry.label for entry in plan.template.fields.all()}
    found = []
    for clause in sorted({*before, *after}, key=lambda one: (one.position, one.pk)):
        pairs: list[Change] = changes(
            clause.code, before.get(clause, LocalizedText()), after.get(clause, LocalizedText())
        )
        found.append(
            {
                "clause": clause,
                "label": labels.get(clause.field, LocalizedText()),
                "is_numbered": clause.code != clause.field,
                "changes": pairs,
                "is_changed": any(one.is_changed for one in pairs),
            }
        )
    return found


@require_safe
def edition(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    plan = find_plan(request, slug)
    found = get_object_or_404(plan.editions, number=number)
    items = found.items.select_related("version__commitment")
    context = {
        "plan": plan,
        "edition": found,
        "items": list(items.order_by("version__commitment__position", "version__commitment_id")),
    }
    return render(request, "plans/edition.html", context)


@login_required
@require_POST
def version_new(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    require(request.viewer, "plans.edit", commitment.plan)
    form, template = VersionForm(request.POST), "plans/commitment_edit.html"
    start = partial(actions.start_version, viewer=request.viewer, commitment=commitment)
    if not run_action(request, form, lambda: start(**form.cleaned_data)):
        return show_form(request, template, form, what_to_write(commitment))
    return redirect("plans:commitment-edit", slug, code)


@login_required
@require_POST
def version_freeze(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code)
    actions.freeze_version(viewer=request.viewer, commitment=commitment)
    return redirect("plans:versions", slug, code)
