"""Ideas and comments as words that a moderator reads: how they are found, and where they stand."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accord.contributions import moderated
from accord.contributions.actions.tallies import adjust_counts
from accord.contributions.models import Contribution

if TYPE_CHECKING:
    from django.db.models import QuerySet


def declare() -> None:
    moderated.register(
        moderated.Moderated(
            key="words",
            model=Contribution,
            name=_("Ideas and comments"),
            rows=rows,
            page=Contribution.get_absolute_url,
            count=adjust_counts,
        )
    )


def rows() -> "QuerySet[Contribution]":
    return Contribution.objects.select_related(
        "process__space", "activity", "discussion", "receipt", "author", "hidden_by"
    )
