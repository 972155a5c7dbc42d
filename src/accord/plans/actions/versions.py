from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.plans.actions.locks import locked_draft, working_version
from accord.plans.events import COMMITMENT_FROZEN, VERSION_STARTED
from accord.plans.models import ClauseText, Commitment, CommitmentVersion, MilestoneText
from accord.record.actions import digest
from accord.record.events import emit
from accord.record.subjects import subject_inside
from accord.record.viewer import Viewer


@transaction.atomic
def start_version(*, viewer: Viewer, commitment: Commitment, note: str = "") -> CommitmentVersion:
    """A new version to write in: a full copy of the newest, which must be fixed."""
    locked_draft(viewer, commitment.plan_id)
    if commitment.withdrawn_at is not None:
        raise Conflict(_("This commitment is withdrawn."))
    newest = commitment.versions.locked().order_by("-number").first()
    if newest is not None and newest.frozen_at is None:
        raise Conflict(_("There is a version to write in already."))
    number = newest.number + 1 if newest else 1
    version = CommitmentVersion.objects.create(
        subject=subject_inside("commitment-version", f"v{number}", parent=commitment.subject),
        commitment=commitment,
        number=number,
        note=note[:200],
        made_by=viewer.actor,
    )
    if newest is not None:
        copy_texts(newest, version)
    emit(VERSION_STARTED, version, viewer)
    return version


def copy_texts(old: CommitmentVersion, new: CommitmentVersion) -> None:
    for model in (ClauseText, MilestoneText):
        rows = list(model._default_manager.filter(version=old))
        for row in rows:
            row.pk, row.version = None, new  # type: ignore[attr-defined]
        model._default_manager.bulk_create(rows)  # type: ignore[arg-type]


@transaction.atomic
def freeze_version(*, viewer: Viewer, commitment: Commitment) -> CommitmentVersion:
    """Fix the version being worked on: from now on it can be read and cited, not changed."""
    locked_draft(viewer, commitment.plan_id)
    return seal(version=working_version(commitment), viewer=viewer)


def seal(*, version: CommitmentVersion, viewer: Viewer | None = None) -> CommitmentVersion:
    """Put the digest under a version and write its entry. Asks nobody: actions and imports do."""
    version.frozen_at = timezone.now()
    version.digest = digest(version)
    version.save(update_fields=["frozen_at", "digest"])
    emit(COMMITMENT_FROZEN, version, viewer)
    return version
