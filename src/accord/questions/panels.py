"""What the pages of an activity's planners say of its questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from accord.processes.models import Activity
from accord.record.viewer import Viewer
from accord.ui import panels


def lead_to_questions(
    activities: Sequence[Activity], viewer: Viewer
) -> Mapping[Any, Mapping[str, Any]]:
    """Where its type is asked by a sheet; the page asks who may."""
    return {one.pk: {"activity": one} for one in activities if one.type.questions}


def declare() -> None:
    panels.register(
        place="processes.activity.setup",
        order=10,
        template="questions/panels/setup.html",
        rows=lead_to_questions,
    )
