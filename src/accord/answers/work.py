"""What rapporteurs have to sort, and offices to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.organisations.models import Office
from accord.organisations.roles import OFFICE_ROLES
from accord.processes.work import MOST, run_by
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.work import PLACE, TEMPLATE, Entry, work
from accord.ui import panels


def to_sort(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    if viewer.pk is None:
        return {}
    found = {}
    for space in spaces:
        rows = run_by(viewer, space, "rapporteur")[:MOST]
        entries = [Entry(row.title, reverse("answers:inbox", args=[row.slug])) for row in rows]
        if entries:
            found[space.pk] = work(_("Sort what people said"), entries)
    return found


def to_answer(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    if viewer.pk is None:
        return {}
    found = {}
    for space in spaces:
        mine = viewer.scopes_of_role(*OFFICE_ROLES)
        rows = Office.objects.filter(pk__in=mine, space=space).order_by("code")[:MOST]
        entries = [Entry(row.name, reverse("answers:office", args=[row.code])) for row in rows]
        if entries:
            found[space.pk] = work(_("Answer for your office"), entries)
    return found


def declare() -> None:
    panels.register(place=PLACE, order=40, template=TEMPLATE, rows=to_sort)
    panels.register(place=PLACE, order=50, template=TEMPLATE, rows=to_answer)
