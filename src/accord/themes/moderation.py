"""Objections as words that a moderator reads."""

from django.db.models import QuerySet

from accord.contributions import moderated
from accord.themes.models import Objection


def declare() -> None:
    moderated.register(moderated.Moderated(Objection, objections))


def objections() -> "QuerySet[Objection]":
    return Objection.objects.select_related(
        "process__space",
        "hidden_by",
        "theme__process",
        "contribution__activity",
        "contribution__author",
    )
