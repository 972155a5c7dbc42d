"""Ideas and comments as words that a moderator reads: how they are found, and counted."""

from typing import TYPE_CHECKING

from accord.contributions import moderated
from accord.contributions.actions.tallies import adjust_counts
from accord.contributions.models import Contribution
from accord.contributions.rules import is_own

if TYPE_CHECKING:
    from django.db.models import QuerySet


def declare() -> None:
    moderated.register(moderated.Moderated(Contribution, rows, adjust_counts, is_own))


def rows() -> "QuerySet[Contribution]":
    return Contribution.objects.select_related(
        "process__space", "activity", "discussion__subject", "receipt", "author", "hidden_by"
    )
