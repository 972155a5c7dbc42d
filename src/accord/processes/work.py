"""What those who run a process have to do, and who has anything to do at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.processes.models import Appointment, Process
from accord.record.viewer import Viewer
from accord.spaces.models import (
    Membership,
    OfficeMember,
    Seat,
    Side,
    Space,
    has_role,
    knows_roles,
)
from accord.spaces.work import Entry, work

MOST = 50
RUNS = ("administrator", "secretariat", "contact")


def appointed_to(viewer: Viewer, space: Space, *roles: str) -> "QuerySet[Process]":
    """The processes in which this person holds one of these roles today, newest first."""
    rows = Appointment.objects.current().filter(
        process=OuterRef("pk"), person=viewer.pk, role__in=roles
    )
    return Process.objects.filter(Exists(rows), space=space).order_by("-pk")


def run_by(viewer: Viewer, space: Space, *roles: str) -> "QuerySet[Process]":
    """The same, with all processes of a space that this person runs."""
    appointed = Appointment.objects.current().filter(
        process=OuterRef("pk"), person=viewer.pk, role__in=[*roles, "planner"]
    )
    runs = Membership.objects.current().filter(space=space, person=viewer.pk, role__in=RUNS)
    rows = Process.objects.filter(Exists(appointed) | Exists(runs), space=space)
    return rows.order_by("-pk")


def to_plan(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    if viewer.pk is None:
        return {}
    found = {}
    for space in spaces:
        rows = run_by(viewer, space)[:MOST]
        if entries := [Entry(row.title, row.get_absolute_url()) for row in rows]:
            found[space.pk] = work(_("Plan and run"), entries)
    return found


def link_to_work(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    """One query on the pages of those who are signed in, none for a viewer."""
    if viewer.pk is None:
        return {}
    return {space.pk: {"has_work": has_work(viewer, space)} for space in spaces}


def has_work(viewer: Viewer, space: Space) -> bool:
    if viewer.pk is None:
        return False
    if knows_roles(viewer, space.pk) and has_role(viewer, space, *RUNS):
        return True
    mine = {"person": OuterRef("pk")}
    roles = Membership.objects.current().filter(**mine, space=space, role__in=RUNS)
    offices = OfficeMember.objects.current().filter(**mine, office__space=space)
    seats = Seat.objects.current().filter(**mine, forum__space=space, side=Side.CIVIL_SOCIETY)
    appointments = Appointment.objects.current().filter(**mine, process__space=space)
    any_role = Q(Exists(roles)) | Exists(offices) | Exists(seats) | Exists(appointments)
    return Person.objects.filter(any_role, pk=viewer.pk).exists()
