"""Who may do what with people's words. Reading is `visible_to`'s business, not this page's."""

import rules

from accord.contributions.models import Contribution, Discussion
from accord.contributions.session_receipts import ReceiptAccess
from accord.processes.models import Activity, Process, has_appointment, runs_process
from accord.record.rules import is_signed_in
from accord.record.viewer import Viewer


@rules.predicate
def sees_activity(viewer: Viewer, activity: Activity) -> bool:
    return activity.announced_at is not None and (
        activity.process.is_public or works_on(viewer, activity.process)
    )


def works_on(viewer: Viewer, process: Process) -> bool:
    return has_appointment(
        viewer, process, "planner", "rapporteur", "moderator", "drafter"
    ) or runs_process(viewer, process)


@rules.predicate
def is_author(viewer: Viewer, thing: ReceiptAccess) -> bool:
    author = thing.contribution.author_id
    return author is not None and author == viewer.pk


@rules.predicate
def holds_receipt(viewer: Viewer, thing: ReceiptAccess) -> bool:
    receipt = thing.contribution.receipt
    if receipt is None:
        return False
    claimed = receipt.claimed_by_id is not None and receipt.claimed_by_id == viewer.pk
    return claimed or receipt.pk in thing.receipts


@rules.predicate
def is_published(viewer: Viewer, thing: ReceiptAccess) -> bool:
    return thing.contribution.is_published


@rules.predicate
def is_open(viewer: Viewer, thing: ReceiptAccess) -> bool:
    return takes_words(thing.contribution)


@rules.predicate
def discussion_is_open(viewer: Viewer, discussion: Discussion) -> bool:
    activity = discussion.activity
    return discussion.is_open and (activity is None or activity.is_open)


@rules.predicate
def sees_discussion(viewer: Viewer, discussion: Discussion) -> bool:
    return discussion.process.is_public or works_on(viewer, discussion.process)


@rules.predicate
def is_moderator(viewer: Viewer, process: Process) -> bool:
    return has_appointment(viewer, process, "moderator")


def takes_words(contribution: Contribution) -> bool:
    """Whether what these words belong to is open now."""
    if contribution.discussion is not None:
        return contribution.discussion.is_open
    return contribution.activity is not None and contribution.activity.is_open


is_theirs = is_author | holds_receipt

rules.add_perm("contributions.submit", sees_activity)
rules.add_perm("contributions.support", is_signed_in & is_published & is_open & ~is_author)
rules.add_perm("contributions.comment", is_published & is_open & (is_signed_in | holds_receipt))
rules.add_perm("contributions.discuss", is_signed_in & sees_discussion & discussion_is_open)
rules.add_perm("contributions.edit", is_theirs & is_open)
rules.add_perm("contributions.withdraw", is_theirs & is_open)
rules.add_perm("contributions.claim", is_signed_in)
rules.add_perm("contributions.moderate", is_moderator)
