"""Who sits in a forum, who sees its decisions, and who writes them down."""

from django.db.models import Q

from accord.forum.models import Forum, Seat, SeatQuerySet
from accord.forum.places import places
from accord.forum.roles import CIVIL_ROLES
from accord.organisations.models import Side
from accord.record.rules import NOTHING, permitted, register_permission, through
from accord.record.viewer import Viewer
from accord.spaces.roles import SECRETARIAT
from accord.spaces.rules import runs_its_space


def civil_seats(viewer: Viewer) -> SeatQuerySet:
    """The seats of this space from which the viewer speaks for society.

    A role is given by its name, so one of society may be held on a seat of another side.
    """
    held = viewer.scopes_of_role(*CIVIL_ROLES)
    seats = Seat.objects.current().filter(side=Side.CIVIL_SOCIETY, subject__space=viewer.space)
    return seats.filter(pk__in=held)


def civil_forums(viewer: Viewer) -> frozenset[int]:
    """The forums of this space in which the viewer speaks for society; asked once."""
    if viewer.space.pk not in viewer.spaces_of_role(*CIVIL_ROLES):
        return frozenset()
    return frozenset(civil_seats(viewer).order_by().values_list("forum", flat=True))


def records_decisions(viewer: Viewer) -> Q:
    """An administrator keeps the machine running; what a forum decided isn't theirs to write."""
    return Q(space__in=viewer.scopes_of_role(SECRETARIAT))


def is_decision_visible(viewer: Viewer) -> Q:
    """With what it was made in."""
    found = NOTHING
    for place in places():
        found |= through(f"subject__parent__{place.accessor}", place.visible(viewer))
    return found


def may_correct(viewer: Viewer) -> Q:
    """Decisions made where the viewer records them."""
    found = NOTHING
    for place in places():
        theirs = permitted(viewer, place.permission)
        found |= through(f"subject__parent__{place.accessor}", theirs)
    return found


register_permission("forum.seat", Seat, lambda viewer: through("forum", runs_its_space(viewer)))
register_permission("forum.decide", Forum, records_decisions)
