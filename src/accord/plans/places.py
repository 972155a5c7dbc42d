"""A report on a milestone as a place to which evidence is attached."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.files.models import Role
from accord.files.places import Place, register_place
from accord.plans.models import ProgressUpdate
from accord.plans.proofs import progress_was_shown
from accord.plans.rules import is_progress_visible


def declare() -> None:
    register_place(
        Place(
            kind="progress",
            accessor="as_progressupdate",
            role=Role.EVIDENCE,
            visible=is_progress_visible,
            permission="plans.attach_evidence",
            was_shown=progress_was_shown,
            shown_by=lambda update: update.milestone.commitment.plan.process,
            title=title,
            detail=lambda update: update.period.name,
            heading=_("Evidence files"),
            hint=_("They stand under your report, for everybody once it is published."),
            back=lambda update: update.milestone.get_absolute_url(),
            related=("period", "milestone__commitment__plan__process"),
        )
    )


def title(update: ProgressUpdate) -> Any:
    return update.milestone.commitment.title
