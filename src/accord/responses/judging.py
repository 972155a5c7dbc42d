"""Objections and rejoinders as words that a moderator reads."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accord.contributions import moderated
from accord.responses.models import Objection, Rejoinder


def declare() -> None:
    declare_objections()
    declare_rejoinders()


def declare_objections() -> None:
    name = _("Says that a theme misreads them")
    kind = moderated.Moderated("objection", Objection, name, objections, Objection.get_absolute_url)
    moderated.register(kind)


def declare_rejoinders() -> None:
    name = _("Answers back to an answer")
    kind = moderated.Moderated("rejoinder", Rejoinder, name, rejoinders, Rejoinder.get_absolute_url)
    moderated.register(kind)


def objections() -> "QuerySet[Objection]":
    return Objection.objects.select_related(
        "process__space",
        "hidden_by",
        "theme__process",
        "contribution__activity",
        "contribution__author",
    )


def rejoinders() -> "QuerySet[Rejoinder]":
    return Rejoinder.objects.select_related("process__space", "hidden_by", "receipt__activity")
