"""Who sees long work, and who may begin and stop it."""

from django.db.models import Q

from accord.record.models import Subject
from accord.record.rules import NOTHING, register_permission, register_visible
from accord.record.viewer import Viewer
from accord.runs.models import Job
from accord.spaces.roles import ADMINISTRATOR
from accord.spaces.rules import administers_everything


def is_askers_or_administered(viewer: Viewer) -> Q:
    """Whoever asked for it, and those who administer the place it is done in."""
    asked = Q(person=viewer.person) if viewer.person is not None else NOTHING
    return asked | Q(space__in=viewer.scopes_of_role(ADMINISTRATOR))


register_visible(Job, is_askers_or_administered, "space")
register_permission("runs.stop", Job, is_askers_or_administered)
# Counters lie in one table for all places: who counts again does so for every place.
register_permission("runs.recount", Subject, administers_everything)
