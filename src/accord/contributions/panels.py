"""What this part shows on pages below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from accord.contributions import work
from accord.contributions.models import Receipt
from accord.spaces.models import Space
from accord.spaces.work import PLACE, TEMPLATE
from accord.ui import panels


def declare() -> None:
    panels.register(place=PLACE, order=20, template=TEMPLATE, rows=work.to_read)
    panels.register(place=PLACE, order=21, template=TEMPLATE, rows=work.to_review)
    panels.register(
        place="home.top", order=10, template="contributions/panels/find.html", rows=where_receipts
    )


def where_receipts(spaces: Sequence[Space], viewer: Any) -> Mapping[Any, Mapping[str, Any]]:
    """Where anybody has a code to type."""
    receipts = Receipt.objects.filter(activity__process__space=OuterRef("pk"))
    found = Space.objects.filter(Exists(receipts), pk__in=[space.pk for space in spaces])
    return {pk: {} for pk in found.values_list("pk", flat=True)}
