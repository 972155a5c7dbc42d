"""What a facilitator does: close a discussion that has ended, and open it again."""

from django.db import transaction

from accord.contributions.events import DISCUSSION_CLOSED, DISCUSSION_REOPENED
from accord.contributions.models import Discussion
from accord.record.events import emit
from accord.record.rules import require
from accord.record.viewer import Viewer


@transaction.atomic
def close_discussion(*, viewer: Viewer, discussion: Discussion) -> bool:
    """Nobody says more in it; all of it can still be read. Whether this changed anything."""
    return _turn(viewer, discussion, is_open=False)


@transaction.atomic
def reopen_discussion(*, viewer: Viewer, discussion: Discussion) -> bool:
    return _turn(viewer, discussion, is_open=True)


def _turn(viewer: Viewer, discussion: Discussion, *, is_open: bool) -> bool:
    rows = Discussion.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("subject", "process", "activity").get(pk=discussion.pk)
    require(viewer, "contributions.facilitate", row)
    if row.is_open == is_open:
        return False
    row.is_open = is_open
    row.save(update_fields=["is_open"])
    emit(DISCUSSION_REOPENED if is_open else DISCUSSION_CLOSED, row.subject, viewer)
    return True
