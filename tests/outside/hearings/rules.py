from django.db.models import Q

from accord.processes.models import Process
from accord.processes.rules import lies_in_visible_process, runs_process
from accord.record.rules import register_permission, through


def holds_hearing(viewer):
    return through("process", runs_process(viewer))


def is_hearing_visible(viewer):
    """Published ones of visible processes; those who hold them see drafts too."""
    shown = Q(published_at__isnull=False) | holds_hearing(viewer)
    return lies_in_visible_process(viewer) & shown


register_permission("hearings.hold", Process, runs_process)
