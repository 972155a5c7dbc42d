"""Rejoinders as words that a moderator reads."""

from django.db.models import Q, QuerySet

from accord.answers.models import Rejoinder
from accord.contributions import moderated
from accord.contributions.rules import holds_receipt
from accord.record.rules import NOTHING
from accord.record.viewer import Viewer


def declare() -> None:
    moderated.register(moderated.Moderated(Rejoinder, rejoinders, is_own=is_theirs))


def is_theirs(viewer: Viewer) -> Q:
    said = Q(person=viewer.person) if viewer.person is not None else NOTHING
    return said | holds_receipt(viewer)


def rejoinders() -> "QuerySet[Rejoinder]":
    return Rejoinder.objects.select_related("process__space", "hidden_by", "receipt__activity")
