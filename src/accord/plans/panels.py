"""What plans bring to pages below: at home and on the page of their process."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from accord.plans.models import ActionPlan
from accord.plans.progress import plan_summary
from accord.processes.models import Process
from accord.record.rules import may
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.ui import panels

Rows = Mapping[Any, Mapping[str, Any]]


def declare() -> None:
    for place, template, rows in (
        ("home.plan", "home", at_home),
        ("processes.detail.main", "process", in_process),
    ):
        name = f"plans/panels/{template}.html"
        panels.register(place=place, order=20, template=name, rows=rows)


def at_home(objects: Sequence[Space], viewer: Viewer) -> Rows:
    """How the plan that is being carried out stands, and which one is being written."""
    rows = {}
    for space in objects:
        published = ActionPlan.objects.visible_to(viewer).filter(
            space=space, published_at__isnull=False
        )
        plans = list(published.order_by("-starts_on", "-pk")[:20])
        current = current_plan(plans)
        if current is not None:
            current.space = space
            drafts = [plan for plan in plans if plan.is_draft and plan != current]
            rows[space.pk] = {"progress": plan_summary(current), "drafts": drafts[:3]}
    return rows


def current_plan(plans: Sequence[ActionPlan]) -> ActionPlan | None:
    """Of these, newest first: the adopted one that has begun, else any adopted, else a draft."""
    today = timezone.localdate()
    adopted = [plan for plan in plans if not plan.is_draft]
    begun = [plan for plan in adopted if plan.starts_on <= today]
    return next(iter([*begun, *adopted, *plans]), None)


def in_process(objects: Sequence[Process], viewer: Viewer) -> Rows:
    """The plans of each process, and for its staff where to write them."""
    rows: dict[int, dict[str, Any]] = {}
    found = ActionPlan.objects.visible_to(viewer).filter(process__in=objects)
    for plan in found.order_by("-starts_on", "-pk"):
        rows.setdefault(plan.process_id or 0, {"plans": []})["plans"].append(plan)
    for process in objects:
        may_create = viewer.pk is not None and may(viewer, "plans.create", process)
        for plan in rows.get(process.pk, {}).get("plans", []):
            plan.process, plan.space = process, process.space
            plan.may_write = plan.is_draft and may(viewer, "plans.edit", plan)
        if may_create:
            rows.setdefault(process.pk, {"plans": []})["may_create"] = True
    return rows
