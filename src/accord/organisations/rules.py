"""Who works for an office, and who says so."""

from django.db.models import Q

from accord.organisations.models import Office
from accord.organisations.roles import OFFICE_MEMBER
from accord.record.rules import register_permission
from accord.record.viewer import Viewer
from accord.spaces.rules import runs_its_space


def works_for(viewer: Viewer) -> Q:
    """Offices of which the viewer is a member today."""
    return Q(pk__in=viewer.scopes_of_role(OFFICE_MEMBER))


register_permission("offices.staff", Office, runs_its_space)
