"""Objections as words that a moderator reads."""

from django.db.models import Q, QuerySet

from accord.contributions import moderated
from accord.contributions.rules import is_own
from accord.record.rules import through
from accord.record.viewer import Viewer
from accord.themes.models import Objection


def declare() -> None:
    moderated.register(moderated.Moderated(Objection, objections, is_own=is_theirs))


def is_theirs(viewer: Viewer) -> Q:
    return through("contribution", is_own(viewer))


def objections() -> "QuerySet[Objection]":
    return Objection.objects.select_related(
        "process__space",
        "hidden_by",
        "theme__process",
        "contribution__activity",
        "contribution__author",
        "contribution__receipt",
    )
