"""Who may do what in a space. What higher parts add to it, they add in rules of their own."""

from django.db.models import Q

from accord.record.models import Subject
from accord.record.rules import EVERYTHING, NOTHING, register_permission, register_visible
from accord.record.viewer import Viewer
from accord.spaces.models import OFFICE_MEMBER, Forum, Membership, Office, Space

Role = Membership.Role


def runs_space(viewer: Viewer) -> Q:
    """Spaces that the viewer runs: those who plan here and answer for it."""
    return Q(pk__in=viewer.scopes_of_role(Role.ADMINISTRATOR, Role.SECRETARIAT, Role.CONTACT))


def administers_space(viewer: Viewer) -> Q:
    return Q(pk__in=viewer.scopes_of_role(Role.ADMINISTRATOR))


def oversees_space(viewer: Viewer) -> Q:
    return Q(pk__in=viewer.scopes_of_role(Role.ADMINISTRATOR, Role.ASSESSOR))


def administers_everything(viewer: Viewer) -> Q:
    """The outbox holds everyone's letters, so one space's administrator may not read another's."""
    administered = viewer.scopes_of_role(Role.ADMINISTRATOR)
    is_all = bool(administered) and not Space.objects.exclude(pk__in=administered).exists()
    return EVERYTHING if is_all else NOTHING


def works_for(viewer: Viewer) -> Q:
    """Offices of which the viewer is a member today."""
    return Q(pk__in=viewer.scopes_of_role(OFFICE_MEMBER))


register_visible(Forum, lambda viewer: EVERYTHING, "space")
register_visible(Office, lambda viewer: EVERYTHING, "space")

register_permission("spaces.read_outbox", Subject, administers_everything)
register_permission("spaces.administer", Subject, administers_space)
register_permission("record.open_sealed", Subject, oversees_space)
register_permission("spaces.run", Subject, runs_space)
