"""The kinds of things that offices and the people they answer say to each other."""

from django.utils.translation import gettext_lazy as _

from accord.answers import proofs
from accord.answers.models import Rejoinder, Response
from accord.answers.moderation import rejoinders
from accord.answers.rules import (
    is_rejoinder_visible,
    is_response_listed,
    is_response_visible,
    may_tie,
)
from accord.contributions.proofs import base_form, in_public, was_read
from accord.record.kinds import Kind, Proof, register_kind


def declare() -> None:
    register_kind(
        Kind(
            "response",
            Response,
            _("answer"),
            visible=is_response_visible,
            related=(
                "office",
                "theme__process",
                "theme__root",
                "contribution__subject",
                "paragraph__synthesis__process",
            ),
            shown=is_response_listed,
            station="answered",
            tied_by=may_tie,
            proof=Proof(
                version=2,
                canonical=proofs.response_form,
                was_shown=proofs.response_was_shown,
                shown_by=lambda response: response.process,
                in_public=proofs.response_in_public,
                queryset=lambda: Response.objects.for_page(),
            ),
        )
    )
    register_kind(
        Kind(
            "rejoinder",
            Rejoinder,
            _("rejoinder"),
            visible=is_rejoinder_visible,
            proof=Proof(
                version=1,
                canonical=base_form,
                was_shown=was_read,
                shown_by=lambda words: words.process,
                in_public=in_public,
                queryset=rejoinders,
            ),
        )
    )
