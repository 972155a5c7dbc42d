"""Finding what a page is about: within the space of the host, and only what the visitor may see."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accord.plans.models import ActionPlan, ActionPlanQuerySet, Commitment, Milestone


def plans_here(request: HttpRequest) -> ActionPlanQuerySet:
    space = getattr(request, "space", None)
    if space is None:
        raise Http404
    return ActionPlan.objects.visible_to(request.user).filter(space=space)


def find_plan(request: HttpRequest, slug: str) -> ActionPlan:
    plans = plans_here(request).select_related("process", "template", "decision__process")
    plan: ActionPlan = get_object_or_404(plans, slug=slug)
    plan.space = request.space  # type: ignore[attr-defined]
    if plan.process is not None:
        plan.process.space = plan.space
    return plan


def find_commitment(request: HttpRequest, slug: str, code: str, *with_: str) -> Commitment:
    plan = find_plan(request, slug)
    found: Any = plan.commitments.select_related("topic", "discussion", *with_)
    commitment: Commitment = get_object_or_404(found, code=code)
    commitment.plan = plan
    return commitment


def find_milestone(request: HttpRequest, slug: str, code: str, milestone: str) -> Milestone:
    commitment = find_commitment(request, slug, code)
    found: Milestone = get_object_or_404(
        commitment.milestones.select_related("discussion"), code=milestone
    )
    found.commitment = commitment
    return found
