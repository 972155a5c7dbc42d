"""What everybody reads: plans, commitments, milestones."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accord.people.rules import may
from accord.plans.lookups import find_commitment, find_milestone, find_plan, plans_here
from accord.plans.models import Indicator
from accord.plans.progress import commitment_rows, plan_progress
from accord.plans.reading import clause_words, field_words, leads_of
from accord.plans.reporting import period_reports
from accord.ui import panels


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """A space with one plan goes straight to it."""
    plans = list(plans_here(request).order_by("-starts_on", "-id")[:100])
    if len(plans) == 1:
        return redirect(plans[0])
    return render(request, "plans/list.html", {"plans": plans})


@require_safe
def plan_detail(request: HttpRequest, slug: str) -> HttpResponse:
    plan = find_plan(request, slug)
    progress = plan_progress(plan)
    commitments = [row.commitment for row in progress.rows]
    filled = {"plans.row": panels.fill("plans.row", commitments, request.user)}
    context = {
        "plan": plan,
        "progress": progress,
        "editions": list(plan.editions.all()),
        "may_edit": may(request.user, "plans.edit", plan),
        "panel_rows": filled,
    }
    return render(request, "plans/plan.html", context)


@require_safe
def commitment_detail(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    commitment = find_commitment(request, slug, code, "continued_from__plan")
    (row,) = commitment_rows([commitment])
    words = clause_words(row.version) if row.version else []
    fields = [entry for entry in field_words(commitment.plan, words) if entry.clauses]
    context = {
        "plan": commitment.plan,
        "commitment": commitment,
        "row": row,
        "leads": leads_of(commitment),
        "fields": [entry for entry in fields if not entry.is_folded],
        "folded": [entry for entry in fields if entry.is_folded],
        "may_edit": may(request.user, "plans.edit", commitment.plan),
    }
    return render(request, "plans/commitment.html", context)


@require_safe
def milestone_detail(request: HttpRequest, slug: str, code: str, milestone: str) -> HttpResponse:
    found = find_milestone(request, slug, code, milestone)
    (row,) = commitment_rows([found.commitment])
    own = next((one for one in row.milestones if one.milestone.pk == found.pk), None)
    if own is None:
        raise Http404
    context = {
        "plan": found.commitment.plan,
        "commitment": found.commitment,
        "milestone": found,
        "row": own,
        "lead": found.leads.select_related("office").first() or row.lead,
        "indicators": list(Indicator.objects.filter(milestone=found).order_by("id")),
        "reports": period_reports(found, own),
    }
    return render(request, "plans/milestone.html", context)
