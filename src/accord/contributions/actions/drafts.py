"""Keeping what somebody is writing, before they send it."""

import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accord.contributions.actions.admission import noon_of
from accord.contributions.models import Draft
from accord.processes.models import Activity
from accord.questions.models import Sheet
from accord.record.rules import require
from accord.record.viewer import Viewer
from accord.ui.strays import refuse_strays


@dataclass(frozen=True)
class Writing:
    """Where a page stands: which draft it has, how much of it it has seen, and which page it is."""

    key: uuid.UUID
    page: uuid.UUID
    revision: int = 0


@transaction.atomic
def save_draft(
    *,
    viewer: Viewer,
    activity: Activity,
    writing: Writing,
    data: dict[str, Any],
    sheet: Sheet | None = None,
) -> Draft:
    """Keep what was typed under the form's key; a page that is behind gets a draft of its own.

    So two pages with the same draft never write over each other. Where nobody may be traced it
    belongs to no account.
    """
    require(viewer, "contributions.submit", activity)
    owner = None if activity.is_fully_anonymous else viewer.pk
    blank: dict[str, Any] = {"activity": activity, "person_id": owner, "sheet": sheet}
    blank |= {"data": data, "page": writing.page}
    refuse_strays(Draft(activity=activity, sheet=sheet))
    row, is_new = _take_draft(writing.key, blank)
    if is_new or (_is_theirs(row, activity, owner) and row.data == data):
        return row
    if _is_straggler(writing, row, data) and _is_theirs(row, activity, owner):
        return row
    if not _is_theirs(row, activity, owner) or _is_behind(writing, row, data):
        return Draft.objects.create(key=uuid.uuid4(), **blank)
    row.data, row.person_id, row.page, row.sheet = data, owner, writing.page, sheet
    row.revision += 1
    row.updated_at = timezone.now()
    row.save(update_fields=["data", "person", "page", "sheet", "revision", "updated_at"])
    return row


def _take_draft(key: uuid.UUID, blank: dict[str, Any]) -> tuple[Draft, bool]:
    """The draft under this key, made if need be; once that was sent, the one that came after it.

    Whether it was sent is asked only with its row in hand: who sends holds that until they are
    done, so a page that saves meanwhile waits, and then finds that the key is spent.
    """
    row, is_new = Draft.objects.select_for_update().get_or_create(key=key, defaults=blank)
    sent = Draft.objects.filter(key=sent_key(key)).first()
    if sent is None:
        return row, is_new
    if is_new:
        row.delete()
    # A sending that is repeated must not take it for the draft it came from.
    return _take_draft(next_key(key), {**blank, "revision": sent.revision + 1})


def discard_drafts(*, begun: Collection[int]) -> None:
    """Delete those that no account keeps: nobody would find them again."""
    Draft.objects.filter(pk__in=begun, person=None, is_sent=False).delete()


def close_draft(*, viewer: Viewer, activity: Activity, key: uuid.UUID, revision: int) -> None:
    """Spend the form's key: what was sent is no draft, and nothing is kept under that key again.

    What another page has written in it since goes on under a key that leads back to nothing. The
    row is made where there is none, so that whoever saves at this moment waits, or is waited for.
    """
    row, is_new = _take_draft(key, {"activity": activity, "revision": revision})
    if not _is_theirs(row, activity, viewer.pk):
        return
    is_first = row.key == key
    if is_new or row.revision == revision:
        row.delete()
        if is_first or not is_new:
            _leave_sent(row)
    elif is_first:
        _leave_sent(row)
        row.key = next_key(key)
        row.save(update_fields=["key"])


def _leave_sent(draft: Draft) -> None:
    """By the day, and in a row of its own: browsers remember rows, and sent words show no time."""
    row = Draft.objects.create(
        key=sent_key(draft.key),
        activity=draft.activity,
        revision=draft.revision,
        is_sent=True,
    )
    Draft.objects.filter(pk=row.pk).update(updated_at=noon_of(timezone.now()))


def sent_key(key: uuid.UUID) -> uuid.UUID:
    """Known from the key, and leading back to nothing."""
    return uuid.UUID(bytes=hashlib.sha256(b"sent:" + key.bytes).digest()[:16])


def next_key(key: uuid.UUID) -> uuid.UUID:
    """What is written on under a key that is spent. It doesn't lead back to that key."""
    return uuid.UUID(bytes=hashlib.sha256(b"next:" + key.bytes).digest()[:16])


def _is_theirs(draft: Draft, activity: Activity, owner: int | None) -> bool:
    """Begun without an account it goes with whoever has its form; never from account to account."""
    return draft.activity_id == activity.pk and draft.person_id in (None, owner)


# Two saves of one page can be under way at once, and which was typed later nobody tells: both have
# seen the same revision, or none. So their words decide. What only grew is one text, and the longer
# is kept, whichever comes last; where each holds something that the other lacks, both are kept.


def _is_behind(writing: Writing, draft: Draft, data: dict[str, Any]) -> bool:
    if draft.revision == writing.revision:
        return False
    return draft.page != writing.page or not _begins(draft.data, data)


def _is_straggler(writing: Writing, draft: Draft, data: dict[str, Any]) -> bool:
    """An earlier save of the same page that comes late: all that it says is there already."""
    is_late = draft.page == writing.page and draft.revision != writing.revision
    return is_late and _begins(data, draft.data)


def _begins(shorter: dict[str, Any], longer: dict[str, Any]) -> bool:
    names = shorter.keys() | longer.keys()
    return all(longer.get(name, "").startswith(shorter.get(name, "")) for name in names)
