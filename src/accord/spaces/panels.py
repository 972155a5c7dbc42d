"""What a place shows on its own first page."""

from collections.abc import Mapping, Sequence
from typing import Any

from accord.record.news import newest_news
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.ui import panels

SHOWN = 6


def declare() -> None:
    panels.register(place="home.changes", order=10, template="spaces/changes.html", rows=changes)


def changes(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    """The newest news of the viewer's own space."""
    days = newest_news(viewer, SHOWN)
    return {space.pk: {"days": days} for space in spaces if days and space.pk == viewer.space.pk}
