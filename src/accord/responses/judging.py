"""Objections and rejoinders as words that a moderator reads, and how the log proves them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accord.contributions import kinds
from accord.contributions.proofs import base_form, was_read
from accord.contributions.voices import Voice
from accord.record.registry import register_proof
from accord.responses.models import Objection, Rejoinder


def declare() -> None:
    declare_objections()
    declare_rejoinders()


def declare_objections() -> None:
    name = _("Says that a theme misreads them")
    kind = kinds.Kind("objection", Objection, name, objections, Objection.get_absolute_url)
    kinds.register(kind)
    register_proof(
        kind="objection",
        model=Objection,
        version=1,
        canonical=base_form,
        was_shown=was_read,
        shown_by=lambda words: words.process,
        in_public=in_public,
        queryset=objections,
    )


def declare_rejoinders() -> None:
    name = _("Answers back to an answer")
    kind = kinds.Kind("rejoinder", Rejoinder, name, rejoinders, Rejoinder.get_absolute_url)
    kinds.register(kind)
    register_proof(
        kind="rejoinder",
        model=Rejoinder,
        version=1,
        canonical=base_form,
        was_shown=was_read,
        shown_by=lambda words: words.process,
        in_public=in_public,
        queryset=rejoinders,
    )


def objections() -> "QuerySet[Objection]":
    return Objection.objects.select_related(
        "process__space",
        "hidden_by",
        "membership__theme__process",
        "membership__contribution__activity",
        "membership__contribution__author",
    )


def rejoinders() -> "QuerySet[Rejoinder]":
    return Rejoinder.objects.select_related("process__space", "hidden_by", "receipt__activity")


def in_public(words: Voice) -> bool:
    return words.is_published and words.process.is_public
