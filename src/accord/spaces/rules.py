"""Who may do what in a space. What higher parts add to it, they add in rules of their own."""

from django.db.models import Q

from accord.record.models import Subject
from accord.record.rules import EVERYTHING, NOTHING, register_permission
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.roles import ADMINISTRATOR, ASSESSOR, RUNS_SPACE


def runs_space(viewer: Viewer) -> Q:
    """Spaces that the viewer runs: those who plan here and answer for it."""
    return Q(pk__in=viewer.scopes_of_role(*RUNS_SPACE))


def administers_space(viewer: Viewer) -> Q:
    return Q(pk__in=viewer.scopes_of_role(ADMINISTRATOR))


def oversees_space(viewer: Viewer) -> Q:
    return Q(pk__in=viewer.scopes_of_role(ADMINISTRATOR, ASSESSOR))


def administers_everything(viewer: Viewer) -> Q:
    """The outbox holds everyone's letters, so one space's administrator may not read another's."""
    administered = viewer.scopes_of_role(ADMINISTRATOR)
    is_all = bool(administered) and not Space.objects.exclude(pk__in=administered).exists()
    return EVERYTHING if is_all else NOTHING


def is_everybodys(viewer: Viewer) -> Q:
    """What a place is made of is known to all: its forums, seats, offices and topics."""
    return EVERYTHING


def runs_its_space(viewer: Viewer) -> Q:
    """What lies in a space that the viewer runs."""
    return Q(space__in=viewer.scopes_of_role(*RUNS_SPACE))


register_permission("spaces.read_outbox", Subject, administers_everything)
register_permission("spaces.administer", Space, administers_space)
register_permission("record.open_sealed", Subject, oversees_space)
register_permission("spaces.run", Subject, runs_space)
