"""What this part shows on pages below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from accord.ui import panels


def declare() -> None:
    panels.register(
        place="home.top", order=10, template="contributions/panels/find.html", rows=_every
    )


def _every(things: Sequence[Any], visitor: Any) -> Mapping[Any, Mapping[str, Any]]:
    return {thing.pk: {} for thing in things}
