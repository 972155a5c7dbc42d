"""Who may see and do what with a process, and with what hangs on one."""

from django.db.models import Q

from accord.processes.models import Process
from accord.processes.registry import activity_types
from accord.processes.roles import READS_DRAFTS
from accord.record.models import Subject
from accord.record.roles import roles_in
from accord.record.rules import NOTHING, register_permission, through
from accord.record.viewer import Viewer
from accord.spaces.roles import SECRETARIAT
from accord.spaces.rules import runs_its_space, runs_space


def has_appointment(viewer: Viewer, *roles: str) -> Q:
    """Processes in which the viewer has been given one of these roles."""
    return Q(pk__in=viewer.scopes_of_role(*roles))


def runs_process(viewer: Viewer) -> Q:
    """Its planners, and those who run its space."""
    return has_appointment(viewer, "planner") | runs_its_space(viewer)


def works_on_process(viewer: Viewer) -> Q:
    """Whoever has any role in it, and those who run its space."""
    roles = [role.key for role in roles_in("process")]
    return has_appointment(viewer, *roles) | runs_its_space(viewer)


def reads_drafts(viewer: Viewer) -> Q:
    """Whoever prepares it, and those who run its space. Not those who help people take part."""
    return has_appointment(viewer, *READS_DRAFTS) | runs_its_space(viewer)


def is_process_visible(viewer: Viewer) -> Q:
    """Public ones; those who work on one see it before."""
    return Q(is_public=True) | works_on_process(viewer)


def records_decisions(viewer: Viewer) -> Q:
    """An administrator keeps the machine running; what a forum decided isn't theirs to write."""
    secretariat = viewer.scopes_of_role(SECRETARIAT)
    return has_appointment(viewer, "planner") | Q(space__in=secretariat)


def lies_in_visible_process(viewer: Viewer) -> Q:
    """What hangs on a process and is shown with it."""
    return through("process", is_process_visible(viewer))


def is_activity_visible(viewer: Viewer) -> Q:
    """Announced ones of visible processes; those who run the process see the drafts."""
    runs_it = through("process", runs_process(viewer))
    return lies_in_visible_process(viewer) & (Q(announced_at__isnull=False) | runs_it)


def is_date_change_visible(viewer: Viewer) -> Q:
    """With the phase or the activity that was moved."""
    phase = through("phase", lies_in_visible_process(viewer))
    return phase | through("activity", is_activity_visible(viewer))


def is_eligible(viewer: Viewer) -> Q:
    """Activities in which the viewer may take part, as their types say."""
    found = NOTHING
    for entry in activity_types():
        found |= Q(type_key=entry.key) & entry.eligible(viewer)
    return found


def is_open(viewer: Viewer) -> Q:
    """Activities people can take part in right now; the same rule as `Activity.is_open`."""
    now = viewer.now
    return Q(announced_at__isnull=False, closed_at=None, opens_at__lte=now, closes_at__gt=now)


register_permission("processes.create", Subject, runs_space)
register_permission("processes.plan", Process, runs_process)
register_permission("processes.appoint", Process, runs_its_space)
register_permission("processes.decide", Process, records_decisions)
