"""The kinds of words that people say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.contributions import proofs
from accord.contributions.models import Contribution
from accord.contributions.rules import is_listed, is_visible
from accord.record.kinds import Kind, Proof, register_kind


def declare() -> None:
    register_words("comment", _("comment"), station="said")


def register_words(key: str, noun: "str | Promise", *, station: str = "") -> None:
    """Words of this kind have their lines in the log; an activity says so of its own."""
    register_kind(
        Kind(
            key,
            Contribution,
            noun,
            visible=is_visible,
            related=("activity__process", "process", "provenance", "receipt"),
            shown=is_listed,
            station=station,
            proof=Proof(
                version=1,
                canonical=proofs.canonical,
                was_shown=proofs.was_shown,
                shown_by=lambda words: words.process,
                queryset=lambda: Contribution.objects.select_related("process", "activity"),
            ),
        )
    )
