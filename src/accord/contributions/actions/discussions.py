"""Comments on ideas, and on anything that holds a discussion."""

import uuid

from django.db import transaction

from accord.contributions.actions.submission import (
    SubmissionResult,
    create_contribution,
    earlier_result,
)
from accord.contributions.models import Contribution, Discussion, Receipt
from accord.contributions.submissions import ContributionInput, Place, Sending
from accord.record.rules import require
from accord.record.viewer import Viewer

DEEPEST_ON_IDEAS = 2
DEEPEST_IN_DISCUSSIONS = 1


@transaction.atomic
def comment(
    *,
    viewer: Viewer,
    on: Contribution,
    said: ContributionInput,
    key: uuid.UUID | None = None,
) -> SubmissionResult:
    """Answer to an idea or to a comment. A reply to a reply stands beside it."""
    top = on.root or on
    require(viewer, "contributions.comment", top)
    deepest = DEEPEST_IN_DISCUSSIONS if on.discussion_id else DEEPEST_ON_IDEAS
    parent = on if on.depth < deepest else on.parent
    by_receipt = top.receipt if viewer.person is None else None
    place = Place(on.process, on.activity, on.discussion, parent)
    return _say(Sending(viewer, place, "comment", said, key), by_receipt)


@transaction.atomic
def discuss(
    *, viewer: Viewer, discussion: Discussion, said: ContributionInput, key: uuid.UUID | None = None
) -> SubmissionResult:
    """Say something about whatever holds this discussion."""
    require(viewer, "contributions.discuss", discussion)
    place = Place(discussion.process, discussion.activity, discussion)
    return _say(Sending(viewer, place, "comment", said, key))


def _say(sending: Sending, receipt: Receipt | None = None) -> SubmissionResult:
    """Sent again, it is the comment that stands there already; other words are another."""
    if (first := sending.first()) is not None:
        return earlier_result(sending, first)
    return create_contribution(sending, receipt=receipt, with_receipt=False)
