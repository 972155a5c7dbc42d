"""What a moderator has to read, and a reviewer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.contributions.roles import REVIEWER
from accord.processes.roles import MODERATOR
from accord.processes.work import MOST, appointed_to
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.spaces.work import Entry, work

Shown = Mapping[Any, Mapping[str, Any]]


def to_read(spaces: Sequence[Space], viewer: Viewer) -> Shown:
    title = _("Read what waits before it is shown")
    return _lists(spaces, viewer, MODERATOR, title, "contributions:held")


def to_review(spaces: Sequence[Space], viewer: Viewer) -> Shown:
    title = _("Look again at what isn’t shown")
    return _lists(spaces, viewer, REVIEWER, title, "contributions:hidden")


def _lists(
    spaces: Sequence[Space], viewer: Viewer, role: str, title: "str | Promise", page: str
) -> Shown:
    if not viewer.scopes_of_role(role):
        return {}
    found = {}
    for space in spaces:
        rows = appointed_to(viewer, space, role)[:MOST]
        if entries := [Entry(row.title, reverse(page, args=[row.slug])) for row in rows]:
            found[space.pk] = work(title, entries)
    return found
