"""Who sees long work, and who may begin and stop it.

One of a kind runs in a place, whoever asked for it: so whoever may begin it sees it, stops it and
takes what it wrote; and whoever may no longer begin it doesn't.
"""

from django.db.models import Q

from accord.record.models import Subject
from accord.record.rules import NOTHING, may, register_permission, register_visible
from accord.record.viewer import Viewer
from accord.runs.job_kinds import job_kinds
from accord.runs.models import Job
from accord.spaces.roles import ADMINISTRATOR
from accord.spaces.rules import administers_everything


def is_beginners_or_administered(viewer: Viewer) -> Q:
    """Who may begin such work now, and those who administer the place it is done in."""
    return may_begin(viewer) | Q(space__in=viewer.scopes_of_role(ADMINISTRATOR))


def may_begin(viewer: Viewer) -> Q:
    if viewer.person is None:
        return NOTHING
    kinds = [kind.key for kind in job_kinds() if may(viewer, kind.permission, viewer.space)]
    return Q(space=viewer.space, kind__in=kinds)


register_visible(Job, is_beginners_or_administered, "space")
register_permission("runs.stop", Job, is_beginners_or_administered)
# Counters lie in one table for all places: who counts again does so for every place.
register_permission("runs.recount", Subject, administers_everything)
