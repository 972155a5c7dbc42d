"""Supports: one for each person and idea, by constraint."""

from django.db import transaction

from accord.contributions.actions.tallies import move
from accord.contributions.events import SUPPORT_ENDED, SUPPORTED
from accord.contributions.models import Contribution, Support
from accord.record.events import emit
from accord.record.rules import require
from accord.record.viewer import Viewer


@transaction.atomic
def support(*, viewer: Viewer, contribution: Contribution) -> None:
    """A support has no entry in the log, and its event no name."""
    require(viewer, "contributions.support", contribution)
    _, is_new = Support.objects.get_or_create(contribution=contribution, person=viewer.actor)
    if is_new:
        move(Contribution, contribution.pk, "support_count", +1)
        emit(SUPPORTED, contribution, viewer)


@transaction.atomic
def end_support(*, viewer: Viewer, contribution: Contribution) -> None:
    require(viewer, "contributions.support", contribution)
    ended, _ = Support.objects.filter(contribution=contribution, person=viewer.actor).delete()
    if ended:
        move(Contribution, contribution.pk, "support_count", -ended)
        emit(SUPPORT_ENDED, contribution, viewer)
