"""A file that is attached to something is a thing of its own."""

from django.utils.translation import gettext_lazy as _

from accord.files import proofs
from accord.files.models import Attachment
from accord.files.rules import is_attachment_visible, is_shown
from accord.record.kinds import Kind, Proof, register_kind


def declare() -> None:
    register_kind(
        Kind(
            "file",
            Attachment,
            _("file"),
            visible=is_attachment_visible,
            shown=is_shown,
            related=("file",),
            proof=Proof(
                version=1,
                canonical=proofs.attachment_form,
                was_shown=proofs.was_shown,
                shown_by=proofs.shown_by,
                in_public=proofs.in_public,
                queryset=proofs.rows,
            ),
        )
    )
