"""A version of what is asked is a thing: it has an address, and a line in the log."""

from django.utils.translation import gettext_lazy as _

from accord.questions import proofs
from accord.questions.models import Sheet
from accord.questions.rules import is_sheet_visible
from accord.record.kinds import Kind, Proof, register_kind


def declare() -> None:
    register_kind(
        Kind(
            "sheet",
            Sheet,
            _("sheet of questions"),
            visible=is_sheet_visible,
            related=("about__as_activity__process",),
            proof=Proof(
                version=1,
                canonical=proofs.canonical,
                was_shown=proofs.was_shown,
                shown_by=proofs.process_of,
                in_public=proofs.was_shown,
                queryset=lambda: Sheet.objects.select_related(
                    "about__as_activity__process"
                ).prefetch_related("questions"),
            ),
        )
    )
