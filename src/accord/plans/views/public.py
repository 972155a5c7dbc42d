"""What everybody reads: plans, commitments, milestones."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accord.contributions.discussion import (
    WITH_DISCUSSION,
    DiscussionPage,
    discussion_of,
    discussion_page,
)
from accord.plans.actions.reports import PERMISSIONS
from accord.plans.lookups import find_commitment, find_milestone, find_plan, plans_here
from accord.plans.models import Indicator, Lead, Milestone
from accord.plans.progress import commitment_rows, plan_progress
from accord.plans.queries import (
    clause_history,
    clause_words,
    field_words,
    leads_of,
    readable_versions,
)
from accord.plans.reports import overdue_periods, period_reports
from accord.record.freshness import check_freshness
from accord.record.models import SubjectModel
from accord.record.rules import may
from accord.record.viewer import AccordRequest, Viewer
from accord.ui import panels
from accord.ui.freshness import kept_fresh


@require_safe
def plan_list(request: AccordRequest) -> HttpResponse:
    """A space with one plan goes straight to it."""
    plans = list(plans_here(request).order_by("-starts_on", "-pk")[:100])
    if len(plans) == 1:
        return redirect(plans[0])
    return render(request, "plans/list.html", {"plans": plans})


@kept_fresh
@require_safe
def plan_detail(request: AccordRequest, slug: str) -> HttpResponse:
    plan = find_plan(request, slug)
    may_edit = may(request.viewer, "plans.edit", plan)
    may_run = may(request.viewer, "plans.adopt", plan)
    # Answers, themes and decisions of the whole process stand in its rows.
    check_freshness(request, plan, plan.process or plan)
    progress = plan_progress(plan)
    commitments = [row.commitment for row in progress.rows]
    filled = {"plans.row": panels.fill("plans.row", commitments, request.viewer)}
    context = {
        "plan": plan,
        "progress": progress,
        "editions": list(plan.editions.all()),
        "overdue": overdue_periods(progress.promises, plan),
        "may_edit": may_edit,
        "may_run": may_run,
        "panel_rows": filled,
    }
    return render(request, "plans/plan.html", context)


@require_safe
def commitment_detail(request: AccordRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code, "continued_from__plan")
    leads = leads_of(commitment)
    first = [lead for lead in leads if lead.is_first]
    (row,) = commitment_rows([commitment], leads={commitment.pk: first[0]} if first else {})
    words = clause_words(row.version) if row.version else []
    fields = [entry for entry in field_words(commitment.plan, words) if entry.clauses]
    context = {
        "plan": commitment.plan,
        "commitment": commitment,
        "row": row,
        "leads": leads,
        "fields": [entry for entry in fields if not entry.is_folded],
        "folded": [entry for entry in fields if entry.is_folded],
        "overdue": overdue_periods([row], commitment.plan),
        "may_edit": may(request.viewer, "plans.edit", commitment.plan),
        "talk": talk_on(request, commitment),
    }
    return render(request, "plans/commitment.html", context)


def talk_on(request: AccordRequest, thing: SubjectModel) -> DiscussionPage | None:
    """Its comments; none where nothing can be discussed, as in a plan that was taken in."""
    discussion = discussion_of(thing)
    if discussion is None:
        return None
    return discussion_page(request, discussion=discussion)


@require_safe
def clause_detail(request: AccordRequest, slug: str, code: str, clause: str) -> HttpResponse:
    """One clause through all versions that can be read, and what people say of it."""
    commitment = find_commitment(request, slug, code)
    clauses = commitment.clauses.select_related(*WITH_DISCUSSION)
    found = get_object_or_404(clauses, code=clause)
    found.commitment = commitment
    drafts = may(request.viewer, "plans.edit", commitment.plan)
    history = clause_history(found, readable_versions(commitment, drafts=drafts))
    if not history:
        raise Http404
    labels = {entry.key: entry.label for entry in commitment.plan.template.fields.all()}
    context = {
        "plan": commitment.plan,
        "commitment": commitment,
        "clause": found,
        "label": labels.get(found.field),
        "history": history,
        "talk": talk_on(request, found),
    }
    return render(request, "plans/clause.html", context)


@require_safe
def milestone_detail(request: AccordRequest, slug: str, code: str, milestone: str) -> HttpResponse:
    found = find_milestone(request, slug, code, milestone)
    of_either = Q(milestone=found) | Q(commitment=found.commitment_id, is_first=True)
    named = list(Lead.objects.filter(of_either))
    above = {lead.commitment_id: lead for lead in named if lead.commitment_id}
    (row,) = commitment_rows([found.commitment], leads=above)
    own = next((one for one in row.milestones if one.milestone.pk == found.pk), None)
    if own is None:
        raise Http404
    context = {
        "plan": found.commitment.plan,
        "commitment": found.commitment,
        "milestone": found,
        "row": own,
        "leads": [lead for lead in named if lead.milestone_id] or list(above.values()),
        "indicators": list(Indicator.objects.filter(milestone=found).order_by("pk")),
        "reports": period_reports(found, own),
        "own_sides": own_sides(request.viewer, found),
        "talk": talk_on(request, found),
    }
    return render(request, "plans/milestone.html", context)


def own_sides(viewer: Viewer, milestone: Milestone) -> list[str]:
    """The sides for which the viewer reports on it, and adds evidence to what was reported."""
    if viewer.pk is None or milestone.commitment.withdrawn_at is not None:
        return []
    return [side for side, permission in PERMISSIONS.items() if may(viewer, permission, milestone)]
