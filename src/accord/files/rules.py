"""Who sees a file: whoever sees what it is attached to."""

from django.db.models import Q

from accord.files.places import places
from accord.record.rules import NOTHING, through
from accord.record.viewer import Viewer


def is_attachment_visible(viewer: Viewer) -> Q:
    found = NOTHING
    for place in places():
        found |= through(f"about__{place.accessor}", place.visible(viewer))
    return found


def is_shown(viewer: Viewer) -> Q:
    return Q(removed_at=None)
