"""Objections as words that a moderator reads."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accord.contributions import moderated
from accord.themes.models import Objection


def declare() -> None:
    name = _("Says that a theme misreads them")
    kind = moderated.Moderated("objection", Objection, name, objections, Objection.get_absolute_url)
    moderated.register(kind)


def objections() -> "QuerySet[Objection]":
    return Objection.objects.select_related(
        "process__space",
        "hidden_by",
        "theme__process",
        "contribution__activity",
        "contribution__author",
    )
