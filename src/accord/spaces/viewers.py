"""Who asked for later work, by ids, and again as a viewer in their place's zone and languages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.people.models import Person
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.ui.texts import languages_here


def ids_of(viewer: Viewer) -> dict[str, Any]:
    """Never what they may: roles can end before the work begins."""
    return {
        "space": viewer.space.pk,
        "person": viewer.pk,
        "receipts": sorted(viewer.receipts),
    }


@contextmanager
def viewer_again(ids: Mapping[str, Any]) -> Iterator[Viewer]:
    space = Space.objects.filter(pk=ids["space"]).first()
    if space is None:
        raise Conflict(_("This place is no more."))
    person = person_of(ids["person"])
    with timezone.override(space.zone), languages_here(space.languages):
        yield Viewer(space.subject, person, frozenset(ids["receipts"]))


def person_of(pk: int | None) -> Person | None:
    if pk is None:
        return None
    person = Person.objects.filter(pk=pk, erased_at=None).first()
    if person is None:
        raise Conflict(_("Whoever asked for this has left."))
    return person
