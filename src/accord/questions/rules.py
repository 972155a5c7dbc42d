"""Who may see what is asked, and what was answered that isn't public."""

from django.db.models import Q

from accord.processes.models import Process
from accord.processes.rules import is_activity_visible, runs_process
from accord.record.rules import register_permission, through
from accord.record.viewer import Viewer


def is_sheet_visible(viewer: Viewer) -> Q:
    """Published versions with their activity; those who run the process see the draft."""
    activity = "about__as_activity"
    shown = Q(published_at__isnull=False) & through(activity, is_activity_visible(viewer))
    return shown | through(activity, through("process", runs_process(viewer)))


# Who wrote it may not be found out from it: not moderators, not those who help people take part.
register_permission("questions.read_sensitive", Process, runs_process)
