"""Rows that are locked before a decision is made on their state, always plan first."""

from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.plans.models import ActionPlan, Commitment, CommitmentVersion
from accord.record.rules import require
from accord.record.viewer import Viewer


def locked_draft(viewer: Viewer, plan_id: int) -> ActionPlan:
    """The plan, locked, when this person may write in it and it can still be written."""
    plan = ActionPlan.objects.locked().get(pk=plan_id)
    require(viewer, "plans.edit", plan)
    if plan.is_imported:
        raise Conflict(_("This plan was adopted elsewhere. It is shown here as it is."))
    if plan.adopted_at is not None:
        raise Conflict(_("This plan is adopted. Its words stay as they were adopted."))
    return plan


def working_version(commitment: Commitment) -> CommitmentVersion:
    """The version that can be written in, locked."""
    version = commitment.versions.locked().order_by("-number").first()
    if commitment.withdrawn_at is not None:
        raise Conflict(_("This commitment is withdrawn."))
    if version is None or version.frozen_at is not None:
        raise Conflict(_("This version is fixed. Start a new version to change its words."))
    return version
