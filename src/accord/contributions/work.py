"""What a moderator has to read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.processes.work import MOST, appointed_to
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.work import Entry, work


def to_read(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    if viewer.pk is None:
        return {}
    found = {}
    for space in spaces:
        rows = appointed_to(viewer, space, "moderator")[:MOST]
        if entries := [
            Entry(row.title, reverse("contributions:held", args=[row.slug])) for row in rows
        ]:
            found[space.pk] = work(_("Read what waits before it is shown"), entries)
    return found
