"""Who may see and sort what people said, and what was heard."""

from django.db.models import Q

from accord.contributions.rules import is_own, is_shown, is_to_judge
from accord.contributions.voices import SHOWN
from accord.processes.models import Process
from accord.processes.rules import (
    has_appointment,
    lies_in_visible_process,
    reads_drafts,
    runs_process,
)
from accord.record.rules import register_permission, through
from accord.record.viewer import Viewer


def writes_themes(viewer: Viewer) -> Q:
    """Processes whose words the viewer sorts: its rapporteurs, and those who run it."""
    return has_appointment(viewer, "rapporteur") | runs_process(viewer)


def is_theme_visible(viewer: Viewer) -> Q:
    """Published ones of visible processes; those who prepare the process see drafts too."""
    drafts = through("process", reads_drafts(viewer))
    return lies_in_visible_process(viewer) & (Q(published_at__isnull=False) | drafts)


def may_sort(viewer: Viewer) -> Q:
    """Themes of processes whose words the viewer sorts."""
    return through("process", writes_themes(viewer))


def is_synthesis_visible(viewer: Viewer) -> Q:
    """Published ones of visible processes; those who write them see drafts too."""
    drafts = through("process", writes_themes(viewer))
    return lies_in_visible_process(viewer) & (Q(published_at__isnull=False) | drafts)


def is_paragraph_visible(viewer: Viewer) -> Q:
    return through("synthesis", is_synthesis_visible(viewer))


def is_objection_visible(viewer: Viewer) -> Q:
    """With the theme that it is about, and the words; its author's own in any state."""
    words = through("contribution", is_shown(viewer))
    shown = SHOWN & words & through("theme", is_theme_visible(viewer))
    return shown | through("contribution", is_own(viewer)) | is_to_judge(viewer)


register_permission("themes.sort", Process, writes_themes)
