"""What everybody reads: plans, commitments, milestones."""

from django.db.models import Q, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accord.contributions.discussion import (
    WITH_DISCUSSION,
    DiscussionPage,
    discussion_of,
    discussion_page,
)
from accord.plans.lookups import find_commitment, find_milestone, find_plan, plans_here
from accord.plans.models import ActionPlan, Indicator, Lead
from accord.plans.progress import commitment_rows, plan_progress
from accord.plans.reading import (
    clause_history,
    clause_words,
    field_words,
    leads_of,
    readable_versions,
)
from accord.plans.reporting import overdue_periods, period_reports
from accord.record.models import Event, SubjectModel
from accord.record.rules import may
from accord.record.viewer import AccordRequest
from accord.spaces.models import Topic
from accord.ui import panels
from accord.ui.freshness import check_freshness, kept_fresh


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
    if request.viewer.pk is None:
        check_freshness(request, *shown_to_visitors(request, slug))
    plan = find_plan(request, slug)
    may_edit = may(request.viewer, "plans.edit", plan)
    may_run = may(request.viewer, "plans.adopt", plan)
    if request.viewer.pk is not None:
        check_freshness(request, *shown_on_plan(plan), may_edit, may_run)
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


def shown_to_visitors(request: AccordRequest, slug: str) -> tuple[object, ...]:
    """The same for those who may do nothing here, in two narrow questions.

    Who may see the plan isn't asked: only somebody who was shown it has its tag, and taking a plan
    or its process back is an event.
    """
    space = request.space.pk
    newest = Event.objects.filter(space=space).order_by("-pk").values("id")
    rows = ActionPlan.objects.filter(space=space, slug=slug)
    row = next(iter(rows.values_list("pk", "changes", Subquery(newest[:1]))), ())
    return (*row, subjects(space))


def shown_on_plan(plan: ActionPlan) -> tuple[object, ...]:
    """What surely changes with the page: each write here, each event whose panels stand here.

    `changes` grows with every action on the plan; the newest event of the space with every answer,
    theme and decision that a panel may show. Subjects are renamed without an event.
    """
    event = Event.objects.filter(space=plan.space_id).order_by("-pk").values_list("pk", flat=True)
    process = plan.process
    return (
        plan.pk,
        plan.changes,
        event.first(),
        subjects(plan.space_id),
        (process.slug, repr(process.title)) if process else None,
    )


def subjects(space_id: int) -> list[tuple[int, str]]:
    """Renamed without an event, so their names are asked."""
    topics = Topic.objects.filter(space=space_id).order_by("pk").values_list("pk", "name")
    return [(pk, repr(name)) for pk, name in topics]


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
        "talk": talk_on(request, found),
    }
    return render(request, "plans/milestone.html", context)
