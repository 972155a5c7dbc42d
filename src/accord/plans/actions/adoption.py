from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accord.contributions.models import Discussion
from accord.errors import Conflict
from accord.forum.models import Decision
from accord.plans.actions.versions import seal
from accord.plans.checks import count_unanswered, decision_lack, missing, newest_versions
from accord.plans.events import COMMITMENT_WITHDRAWN, PLAN_ADOPTED, PLAN_PUBLISHED
from accord.plans.models import (
    ActionPlan,
    Commitment,
    Edition,
    EditionItem,
)
from accord.record.actions import digest, record_shown
from accord.record.events import emit
from accord.record.rules import require
from accord.record.subjects import subject_inside
from accord.record.viewer import Viewer
from accord.ui.texts import LocalizedText


@transaction.atomic
def publish_draft(*, viewer: Viewer, plan: ActionPlan) -> ActionPlan:
    """Let everybody read the plan while it is being written."""
    held = ActionPlan.objects.locked().get(pk=plan.pk)
    require(viewer, "plans.publish", held)
    if held.published_at is None:
        held.published_at = timezone.now()
        held.save(update_fields=["published_at"])
        open_discussions(held)
        emit(PLAN_PUBLISHED, held, viewer)
        record_shown(held, shown_by=held.process)
    return held


def open_discussions(plan: ActionPlan) -> None:
    """What nobody could read could not be discussed either."""
    inside = Q(subject__parent=plan.pk) | Q(subject__parent__parent=plan.pk)
    Discussion.objects.filter(inside).update(is_open=True)


@transaction.atomic
def adopt_plan(
    *,
    viewer: Viewer,
    plan: ActionPlan,
    decision: Decision,
    override_reason: LocalizedText | None = None,
) -> Edition:
    """Adopt the plan by a decision of both sides: fix each commitment and make the edition.

    Refused while the form lacks something, and while an idea of a closed activity is unanswered,
    unless `override_reason` says in public why that can't wait: the number, the name and the
    reason then stand on the plan's cover.
    """
    held = ActionPlan.objects.locked().get(pk=plan.pk)
    require(viewer, "plans.adopt", held)
    if held.is_imported or held.process_id is None:
        raise Conflict(_("This plan was adopted elsewhere. It is shown here as it is."))
    if held.adopted_at is not None:
        raise Conflict(_("This plan is adopted already."))
    if problem := decision_lack(held, decision):
        raise Conflict(problem)
    if missing(held):
        raise Conflict(_("The plan isn’t complete yet. See the list of what it lacks."))
    _settle_debt(viewer, held, override_reason or LocalizedText())
    now = timezone.now()
    held.adopted_at, held.decision = now, decision
    if held.published_at is None:
        held.published_at = now
        open_discussions(held)
    held.save()
    record_shown(held, shown_by=held.process)
    return _make_edition(viewer, held)


def _settle_debt(viewer: Viewer, plan: ActionPlan, reason: LocalizedText) -> None:
    """Nothing owed, or somebody who gives a name and a reason for adopting all the same."""
    owed = count_unanswered(plan, lock=True)
    if not owed:
        return
    if not reason:
        raise Conflict(
            ngettext(
                "%(count)d idea has no answer yet. Answer it first.",
                "%(count)d ideas have no answer yet. Answer them first.",
                owed,
            )
            % {"count": owed}
        )
    if not viewer.actor.display_name:
        raise Conflict(_("Put your name into your account first: it stands beside the reason."))
    plan.override_by, plan.override_name = viewer.actor, viewer.actor.display_name
    plan.override_reason, plan.override_unanswered = reason, owed


def _make_edition(viewer: Viewer, plan: ActionPlan) -> Edition:
    commitments = list(plan.commitments.locked().filter(withdrawn_at=None))
    versions = newest_versions(commitments)
    for version in versions.values():
        if version.frozen_at is None:
            seal(version=version, viewer=viewer)
    number = plan.editions.count() + 1
    edition = Edition.objects.create(
        subject=subject_inside("edition", f"edition-{number}", parent=plan.subject),
        plan=plan,
        number=number,
        adopted_at=plan.adopted_at or timezone.now(),
        digest="",
    )
    EditionItem.objects.bulk_create(
        EditionItem(edition=edition, version=version) for version in versions.values()
    )
    edition.digest = digest(edition)
    edition.save(update_fields=["digest"])
    data = {"unanswered": plan.override_unanswered} if plan.override_unanswered else {}
    sealed = {"override_by": plan.override_name} if plan.override_unanswered else {}
    emit(PLAN_ADOPTED, edition, viewer, data=data, sealed=sealed, related=[plan])
    return edition


@transaction.atomic
def withdraw_commitment(
    *, viewer: Viewer, commitment: Commitment, reason: LocalizedText
) -> Commitment:
    """Take a promise back, in public and with a reason. It stays readable."""
    plan = ActionPlan.objects.locked().get(pk=commitment.plan_id)
    require(viewer, "plans.withdraw", plan)
    held = plan.commitments.locked().get(pk=commitment.pk)
    if held.withdrawn_at is not None:
        raise Conflict(_("This commitment is withdrawn already. The first reason stands."))
    if not reason:
        raise Conflict(_("Say why it is withdrawn."))
    held.withdrawn_at, held.withdrawn_reason = timezone.now(), reason
    held.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    emit(COMMITMENT_WITHDRAWN, held, viewer)
    return held
