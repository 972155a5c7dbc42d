"""What administrators find on their page of work: the logo of their place."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.record.rules import may
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.work import SETTINGS, TEMPLATE, Entry, work
from accord.ui import panels


def declare() -> None:
    panels.register(place=SETTINGS, order=80, template=TEMPLATE, rows=to_administer)


def to_administer(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    if viewer.pk is None:
        return {}
    return {
        space.pk: work(_("This place"), [Entry(_("Logo"), reverse("files:logo"))])
        for space in spaces
        if may(viewer, "spaces.administer", space)
    }
