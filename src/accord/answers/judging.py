"""Rejoinders as words that a moderator reads."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accord.answers.models import Rejoinder
from accord.contributions import moderated


def declare() -> None:
    name = _("Answers back to an answer")
    kind = moderated.Moderated("rejoinder", Rejoinder, name, rejoinders, Rejoinder.get_absolute_url)
    moderated.register(kind)


def rejoinders() -> "QuerySet[Rejoinder]":
    return Rejoinder.objects.select_related("process__space", "hidden_by", "receipt__activity")
