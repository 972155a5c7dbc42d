"""The kinds of things that a plan is made of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.plans import proofs
from accord.plans.models import (
    ActionPlan,
    Clause,
    Commitment,
    CommitmentVersion,
    Edition,
    Milestone,
    ProgressUpdate,
)
from accord.plans.rules import (
    is_commitment_visible,
    is_edition_visible,
    is_plan_visible,
    is_progress_visible,
    is_version_visible,
    lies_in_visible_commitment,
)
from accord.record.kinds import Kind, Proof, register_kind


def clause_address(clause: Clause) -> str:
    """The clause's own page; `get_absolute_url` leads to where it stands in its commitment."""
    commitment = clause.commitment
    return reverse("plans:clause", args=[commitment.plan.slug, commitment.code, clause.code])


def declare() -> None:
    register_kind(
        Kind(
            "plan",
            ActionPlan,
            _("action plan"),
            within=("process",),
            listed=lambda plan: None if plan.process else (reverse("plans:list"), _("Plans")),
            visible=is_plan_visible,
            related=("process",),
        )
    )
    register_kind(
        Kind(
            "commitment",
            Commitment,
            _("commitment"),
            within=("plan",),
            short=lambda row: _("Commitment %(code)s") % {"code": row.code},
            visible=is_commitment_visible,
            related=("plan__process",),
            station="promised",
            is_discussed=True,
            proof=Proof(
                version=1,
                canonical=proofs.commitment_form,
                was_shown=proofs.plan_was_shown,
                shown_by=lambda thing: thing.plan.process,
                in_public=proofs.plan_was_shown,
                queryset=lambda: Commitment.objects.select_related("plan__process"),
            ),
        )
    )
    register_kind(
        Kind(
            "clause",
            Clause,
            _("clause"),
            within=("commitment",),
            short=lambda row: _("Clause %(code)s") % {"code": row.code},
            visible=lies_in_visible_commitment,
            related=("commitment__plan__process", "commitment__subject"),
            station="promised",
            part_of="commitment",
            is_discussed=True,
            talk_address=clause_address,
        )
    )
    register_kind(
        Kind(
            "milestone",
            Milestone,
            _("milestone"),
            within=("commitment",),
            short=lambda row: _("Milestone %(code)s") % {"code": row.code},
            visible=lies_in_visible_commitment,
            related=("commitment__plan__process", "commitment__subject"),
            station="done",
            part_of="commitment",
            is_discussed=True,
        )
    )
    register_kind(
        Kind(
            "commitment-version",
            CommitmentVersion,
            _("version"),
            within=("commitment",),
            visible=is_version_visible,
            related=("commitment__plan",),
            proof=Proof(
                version=1,
                canonical=proofs.version_form,
                was_shown=proofs.version_was_shown,
                shown_by=lambda version: version.commitment.plan.process,
                in_public=proofs.version_was_shown,
                queryset=lambda: CommitmentVersion.objects.select_related(
                    "commitment__plan__process"
                ).prefetch_related("texts__clause", "milestone_texts__milestone"),
            ),
        )
    )
    register_kind(
        Kind(
            "edition",
            Edition,
            _("edition"),
            within=("plan",),
            visible=is_edition_visible,
            related=("plan__decision",),
            proof=Proof(
                version=1,
                canonical=proofs.edition_form,
                was_shown=proofs.plan_was_shown,
                shown_by=lambda thing: thing.plan.process,
                in_public=proofs.plan_was_shown,
                queryset=lambda: Edition.objects.select_related(
                    "plan__decision", "plan__process"
                ).prefetch_related(
                    "items__version__commitment__leads__office",
                    "items__version__commitment__milestones__leads__office",
                ),
            ),
        )
    )
    register_kind(
        Kind(
            "progress",
            ProgressUpdate,
            _("report"),
            within=("milestone",),
            visible=is_progress_visible,
            related=("milestone__commitment__plan__process", "period", "by_office", "by_seat"),
            in_lists=("milestone__commitment__plan", "by_office", "by_seat"),
            proof=Proof(
                version=1,
                canonical=proofs.progress_form,
                was_shown=proofs.progress_was_shown,
                shown_by=lambda update: update.milestone.commitment.plan.process,
                in_public=proofs.progress_was_shown,
                queryset=lambda: ProgressUpdate.objects.select_related(
                    "milestone__commitment__plan__process", "period", "by_office"
                ).prefetch_related("evidence"),
            ),
        )
    )
