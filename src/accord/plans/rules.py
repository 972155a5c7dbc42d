"""Who may see and do what with a plan. What a plan's state allows is the actions' business."""

from django.db.models import Q

from accord.forum.models import Seat
from accord.forum.rules import civil_forums, civil_seats
from accord.organisations.models import Side
from accord.organisations.roles import OFFICE_ROLES
from accord.plans.models import ActionPlan, Lead, Milestone, ProgressUpdate
from accord.processes.models import Process
from accord.processes.rules import (
    has_appointment,
    is_process_visible,
    reads_drafts,
    runs_process,
)
from accord.record.rules import NOTHING, register_permission, through
from accord.record.viewer import Viewer
from accord.spaces.rules import runs_its_space


def is_plan_visible(viewer: Viewer) -> Q:
    """Published ones of visible processes; those who prepare the process see drafts."""
    shown = Q(process=None) | through("process", is_process_visible(viewer))
    appointed = through("process", reads_drafts(viewer))
    return (Q(published_at__isnull=False) & shown) | appointed | runs_its_space(viewer)


def runs_plan(viewer: Viewer) -> Q:
    """Whoever plans its process, and those who run its space."""
    return through("process", has_appointment(viewer, "planner")) | runs_its_space(viewer)


def drafts_plan(viewer: Viewer) -> Q:
    """Who may write a plan that isn't adopted yet; one that was taken in has no process."""
    return through("process", has_appointment(viewer, "drafter") | runs_process(viewer))


def leads_milestone(viewer: Viewer) -> Q:
    """A member of the office that leads the milestone, or failing that the commitment."""
    return Q(pk__in=viewer.once(led_milestones))


def led_milestones(viewer: Viewer) -> frozenset[int]:
    """The milestones that the viewer's offices lead: see `lead_office_id`."""
    if not (offices := viewer.scopes_of_role(*OFFICE_ROLES)):
        return frozenset()
    led = Lead.objects.filter(is_first=True, office__in=offices)
    own = Lead.objects.filter(is_first=True, milestone__isnull=False, office__isnull=False)
    through_commitment = Q(commitment__in=led.filter(commitment__isnull=False).values("commitment"))
    found = Milestone.objects.filter(
        Q(pk__in=led.filter(milestone__isnull=False).values("milestone"))
        | (through_commitment & ~Q(pk__in=own.values("milestone")))
    )
    return frozenset(found.order_by().values_list("pk", flat=True))


def lead_office_id(milestone: Milestone) -> int | None:
    """The office that answers for a milestone: its own first lead's, else the commitment's."""
    leads = Lead.objects.filter(milestone=milestone, is_first=True)
    own = leads.values_list("office", flat=True).first()
    if own is not None:
        return own
    above = Lead.objects.filter(commitment=milestone.commitment_id, is_first=True)
    return above.values_list("office", flat=True).first()


def sits_for_civil_society(viewer: Viewer) -> Q:
    """Plans on which the viewer reports for society: from a seat of the forum they come from.

    A plan that comes from none may be reported on from a seat of any forum of its space.
    """
    forums = viewer.once(civil_forums)
    in_its_space = Q(process__forum=None) if forums else NOTHING
    return Q(process__forum__in=forums) | in_its_space


def civil_seat(viewer: Viewer, plan: ActionPlan) -> Seat | None:
    """The viewer's seat on the civil-society side of the forum this plan comes from."""
    seats = civil_seats(viewer)
    if plan.process is not None and plan.process.forum_id is not None:
        return seats.filter(forum=plan.process.forum_id).order_by("pk").first()
    return seats.order_by("pk").first()


def lies_in_visible_commitment(viewer: Viewer) -> Q:
    return through("commitment__plan", is_plan_visible(viewer))


def is_commitment_visible(viewer: Viewer) -> Q:
    return through("plan", is_plan_visible(viewer))


def is_edition_visible(viewer: Viewer) -> Q:
    return through("plan", is_plan_visible(viewer))


def is_version_visible(viewer: Viewer) -> Q:
    """Frozen ones of visible plans; those who write the plan read what is being written."""
    writes = through("commitment__plan", drafts_plan(viewer) | runs_plan(viewer))
    return lies_in_visible_commitment(viewer) & (Q(frozen_at__isnull=False) | writes)


def is_progress_visible(viewer: Viewer) -> Q:
    """Published ones of visible milestones; a draft is read by those who report for its side."""
    shown = through("milestone", lies_in_visible_commitment(viewer))
    return shown & (Q(published_at__isnull=False) | reports_for_its_side(viewer))


def reports_for_its_side(viewer: Viewer) -> Q:
    for_government = Q(side=Side.GOVERNMENT) & through("milestone", leads_milestone(viewer))
    for_society = Q(side=Side.CIVIL_SOCIETY) & through("milestone", may_report_for_society(viewer))
    return for_government | for_society


def may_report_for_society(viewer: Viewer) -> Q:
    return through("commitment__plan", sits_for_civil_society(viewer))


def attaches_evidence(viewer: Viewer) -> Q:
    """Whoever reports for that side, as long as the commitment stands."""
    return Q(milestone__commitment__withdrawn_at=None) & reports_for_its_side(viewer)


register_permission("plans.create", Process, runs_process)
register_permission("plans.edit", ActionPlan, drafts_plan)
register_permission("plans.publish", ActionPlan, runs_plan)
register_permission("plans.adopt", ActionPlan, runs_plan)
register_permission("plans.withdraw", ActionPlan, runs_plan)
register_permission("plans.open_period", ActionPlan, runs_plan)
register_permission("plans.report_government", Milestone, leads_milestone)
register_permission("plans.report_civil_society", Milestone, may_report_for_society)
register_permission("plans.attach_evidence", ProgressUpdate, attaches_evidence)
