"""Who may do what with a plan. What a plan's state allows is the actions' business."""

import rules

from accord.plans.models import ActionPlan, Lead, Milestone, drafts_plan
from accord.processes.models import Process, runs_process
from accord.record.viewer import Viewer
from accord.spaces.models import Seat, has_role, speaks_for_society
from accord.spaces.roles import OFFICE_MEMBER, RUNS_SPACE


@rules.predicate
def runs_that_process(viewer: Viewer, process: Process) -> bool:
    return runs_process(viewer, process)


@rules.predicate
def runs_plan(viewer: Viewer, plan: ActionPlan) -> bool:
    if plan.process is not None:
        return runs_process(viewer, plan.process)
    return has_role(viewer, plan.space, *RUNS_SPACE)


@rules.predicate
def drafts(viewer: Viewer, plan: ActionPlan) -> bool:
    return drafts_plan(viewer, plan)


@rules.predicate
def leads_milestone(viewer: Viewer, milestone: Milestone) -> bool:
    """A member of the office that leads the milestone, or failing that the commitment."""
    office = lead_office_id(milestone)
    if viewer.pk is None or office is None:
        return False
    return office in viewer.scopes_of_role(OFFICE_MEMBER)


def lead_office_id(milestone: Milestone) -> int | None:
    """The office that answers for a milestone: its own first lead's, else the commitment's."""
    leads = Lead.objects.filter(milestone=milestone, is_first=True)
    own = leads.values_list("office", flat=True).first()
    if own is not None:
        return own
    above = Lead.objects.filter(commitment=milestone.commitment_id, is_first=True)
    return above.values_list("office", flat=True).first()


def civil_seat(viewer: Viewer, plan: ActionPlan) -> Seat | None:
    """The viewer's seat on the civil-society side of the forum this plan comes from."""
    seats = Seat.objects.filter(pk__in=speaks_for_society(viewer, plan.space))
    if plan.process is not None and plan.process.forum_id is not None:
        return seats.filter(forum=plan.process.forum_id).order_by("pk").first()
    return seats.order_by("pk").first()


@rules.predicate
def sits_for_civil_society(viewer: Viewer, milestone: Milestone) -> bool:
    return civil_seat(viewer, milestone.commitment.plan) is not None


rules.add_perm("plans.create", runs_that_process)
rules.add_perm("plans.edit", drafts)
rules.add_perm("plans.publish", runs_plan)
rules.add_perm("plans.adopt", runs_plan)
rules.add_perm("plans.withdraw", runs_plan)
rules.add_perm("plans.open_period", runs_plan)
rules.add_perm("plans.report_government", leads_milestone)
rules.add_perm("plans.report_civil_society", sits_for_civil_society)
