"""Who works for an office, and who says so."""

from django.db.models import Q

from accord.organisations.models import Office
from accord.organisations.roles import OFFICE_HEAD, OFFICE_ROLES
from accord.record.rules import register_permission
from accord.record.viewer import Viewer
from accord.spaces.rules import runs_its_space


def works_for(viewer: Viewer) -> Q:
    """Offices of which the viewer is a member today, or the head."""
    return Q(pk__in=viewer.scopes_of_role(*OFFICE_ROLES))


def heads(viewer: Viewer) -> Q:
    """Offices for which the viewer can say that they stand for something."""
    return Q(pk__in=viewer.scopes_of_role(OFFICE_HEAD))


register_permission("offices.staff", Office, runs_its_space)
