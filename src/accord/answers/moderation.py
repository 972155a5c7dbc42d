"""Rejoinders as words that a moderator reads."""

from django.db.models import QuerySet

from accord.answers.models import Rejoinder
from accord.contributions import moderated


def declare() -> None:
    moderated.register(moderated.Moderated(Rejoinder, rejoinders))


def rejoinders() -> "QuerySet[Rejoinder]":
    return Rejoinder.objects.select_related("process__space", "hidden_by", "receipt__activity")
