"""Finding what a page is about: within the space of the host, and only what the viewer may see."""

from typing import Any

from django.shortcuts import get_object_or_404

from accord.contributions.discussion import WITH_DISCUSSION
from accord.plans.models import ActionPlan, Commitment, Milestone
from accord.record.models import SubjectQuerySet
from accord.record.viewer import AccordRequest

WITH_PLAN = ("process", "template", "decision__subject")


def plans_here(request: AccordRequest) -> SubjectQuerySet[ActionPlan]:
    return ActionPlan.objects.visible_to(request.viewer)


def find_plan(request: AccordRequest, slug: str) -> ActionPlan:
    plan: ActionPlan = get_object_or_404(plans_here(request).select_related(*WITH_PLAN), slug=slug)
    return placed(request, plan)


def placed(request: AccordRequest, plan: ActionPlan) -> ActionPlan:
    """With the space that the request has already."""
    plan.space = request.space
    if plan.process is not None:
        plan.process.space = plan.space
    return plan


def find_commitment(request: AccordRequest, slug: str, code: str, *with_: str) -> Commitment:
    of_plan = Commitment.objects.visible_to(request.viewer).filter(plan__slug=slug)
    found: Any = of_plan.select_related(*(f"plan__{name}" for name in WITH_PLAN)).select_related(
        "topic", *WITH_DISCUSSION, *with_
    )
    commitment: Commitment = get_object_or_404(found, code=code)
    placed(request, commitment.plan)
    return commitment


def find_milestone(request: AccordRequest, slug: str, code: str, milestone: str) -> Milestone:
    """With its commitment, whose rule says who sees it, in one question."""
    seen = Commitment.objects.visible_to(request.viewer).filter(plan__slug=slug, code=code)
    plan = [f"commitment__plan__{name}" for name in WITH_PLAN]
    found: Milestone = get_object_or_404(
        Milestone.objects.filter(commitment__in=seen).select_related(
            *WITH_DISCUSSION, "commitment__subject", *plan
        ),
        code=milestone,
    )
    placed(request, found.commitment.plan)
    return found
