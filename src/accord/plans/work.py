"""What those who draft a plan have to write, and those who carry it out have to report."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.organisations.roles import OFFICE_ROLES
from accord.plans.models import ActionPlan, Lead
from accord.plans.rules import sits_for_civil_society
from accord.processes.work import MOST, run_by
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.work import PLACE, TEMPLATE, Entry, work
from accord.ui import panels


def to_draft(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    if viewer.pk is None:
        return {}
    found = {}
    for space in spaces:
        plans = ActionPlan.objects.filter(
            space=space, adopted_at=None, process__in=run_by(viewer, space, "drafter").order_by()
        )
        entries = [
            Entry(plan.title, reverse("plans:editor", args=[plan.slug]))
            for plan in plans.order_by("-starts_on", "-pk")[:MOST]
        ]
        if entries:
            found[space.pk] = work(_("Write the plan"), entries)
    return found


def to_report(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    """Plans with a period to report on: of offices that lead in them, and of civil society."""
    if viewer.pk is None:
        return {}
    found = {}
    for space in spaces:
        plans = plans_reported_by(viewer, space).order_by("-starts_on", "-pk")[:MOST]
        entries = [Entry(plan.title, reverse("plans:reports", args=[plan.slug])) for plan in plans]
        if entries:
            found[space.pk] = work(_("Report how it goes"), entries)
    return found


def plans_reported_by(viewer: Viewer, space: Space) -> Any:
    offices = viewer.scopes_of_role(*OFFICE_ROLES)
    leads = Lead.objects.filter(is_first=True, office__in=offices)
    sits = Q(space=space) & sits_for_civil_society(viewer)
    leads_it = Q(commitments__in=leads.values("commitment"))
    leads_it |= Q(commitments__milestones__in=leads.values("milestone"))
    reported = Q(pk__in=ActionPlan.objects.filter(leads_it).values("pk")) | sits
    rows = ActionPlan.objects.visible_to(viewer).filter(reported)
    return rows.filter(pk__in=ActionPlan.objects.exclude(periods=None).values("pk"))


def declare() -> None:
    panels.register(place=PLACE, order=30, template=TEMPLATE, rows=to_draft)
    panels.register(place=PLACE, order=60, template=TEMPLATE, rows=to_report)
