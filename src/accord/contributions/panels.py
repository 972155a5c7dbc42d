"""What this part shows on pages below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from accord.contributions import work
from accord.spaces.work import PLACE, TEMPLATE
from accord.ui import panels


def declare() -> None:
    panels.register(place=PLACE, order=20, template=TEMPLATE, rows=work.to_read)
    panels.register(
        place="home.top", order=10, template="contributions/panels/find.html", rows=_every
    )


def _every(things: Sequence[Any], visitor: Any) -> Mapping[Any, Mapping[str, Any]]:
    return {thing.pk: {} for thing in things}
