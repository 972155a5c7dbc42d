"""What a forum shows on lower pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.ui import panels


def declare() -> None:
    template = "forum/who_decides.html"
    panels.register(place="home.empty", order=10, template=template, rows=who_decides)


def who_decides(spaces: Sequence[Space], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    return {space.pk: {} for space in spaces}
