"""What those who run a process have to do, and who has anything to do at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accord.processes.models import Process
from accord.processes.rules import has_appointment, runs_process
from accord.record.roles import roles
from accord.record.rules import may
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.work import Entry, work

MOST = 50


def appointed_to(viewer: Viewer, space: Space, *roles: str) -> "QuerySet[Process]":
    """The processes in which this person holds one of these roles today, newest first."""
    return Process.objects.filter(has_appointment(viewer, *roles), space=space).order_by("-pk")


def run_by(viewer: Viewer, space: Space, *roles: str) -> "QuerySet[Process]":
    """The same, with all processes of a space that this person runs."""
    if space.pk not in viewer.spaces_of_role(*viewer.roles):
        return Process.objects.none()  # nothing is asked for who has their work elsewhere
    theirs = runs_process(viewer) | has_appointment(viewer, *roles)
    return Process.objects.filter(theirs, space=space).order_by("-pk")


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
    """Whether there is any business for this person here, by the roles they hold."""
    working = [role.key for role in roles() if role.has_work]
    return space.pk in viewer.spaces_of_role(*working) or may(viewer, "spaces.run", viewer.space)
