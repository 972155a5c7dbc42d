"""What those who run the installation find on their page of work."""

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
    panels.register(place=SETTINGS, order=95, template=TEMPLATE, rows=installation)


def installation(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    runs_it = may(viewer, "operations.read", viewer.space)
    entries = [Entry(_("How this installation is doing"), reverse("operations:installation"))]
    return {space.pk: work(_("The installation"), entries) for space in spaces if runs_it}
