"""Keeping what somebody is writing, before they send it."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accord.contributions.models import Draft
from accord.processes.models import Activity
from accord.record.rules import require
from accord.record.viewer import Viewer

KEPT_SENT = dt.timedelta(days=90)


@dataclass(frozen=True)
class Writing:
    """Where a page stands: which draft it has, how much of it it has seen, and which page it is."""

    key: uuid.UUID
    page: uuid.UUID
    revision: int = 0


@transaction.atomic
def save_draft(
    *, viewer: Viewer, activity: Activity, writing: Writing, data: dict[str, Any]
) -> Draft:
    """Keep what was typed under the form's key; a page that is behind gets a draft of its own.

    So two pages with the same draft never write over each other. Where nobody may be traced it
    belongs to no account.
    """
    require(viewer, "contributions.submit", activity)
    owner = None if activity.is_fully_anonymous else viewer.pk
    if Draft.objects.filter(key=sent_key(writing.key)).exists():
        writing = Writing(uuid.uuid4(), writing.page)
    blank = {"activity": activity, "person_id": owner, "data": data, "page": writing.page}
    row, is_new = Draft.objects.select_for_update().get_or_create(key=writing.key, defaults=blank)
    if is_new or (_is_theirs(row, activity, owner) and row.data == data):
        return row
    if not _is_theirs(row, activity, owner) or _is_behind(writing, row):
        return Draft.objects.create(key=uuid.uuid4(), **blank)
    row.data, row.person_id, row.page = data, owner, writing.page
    row.revision += 1
    row.updated_at = timezone.now()
    row.save(update_fields=["data", "person", "page", "revision", "updated_at"])
    return row


def close_draft(*, viewer: Viewer, activity: Activity, key: uuid.UUID, revision: int) -> None:
    """What was sent is no draft any more, unless another page has written in it since."""
    rows = Draft.objects.filter(key=key, revision=revision, activity=activity)
    rows.filter(Q(person=None) | Q(person=viewer.pk)).update(
        key=sent_key(key), is_sent=True, data={}, person=None, page=None
    )


def sent_key(key: uuid.UUID) -> uuid.UUID:
    """Known from the key, and leading back to nothing."""
    return uuid.UUID(bytes=hashlib.sha256(b"sent:" + key.bytes).digest()[:16])


def forget_sent() -> None:
    """No page stays open for so long."""
    Draft.objects.filter(is_sent=True, updated_at__lt=timezone.now() - KEPT_SENT).delete()


def _is_theirs(draft: Draft, activity: Activity, owner: int | None) -> bool:
    """Begun without an account it goes with whoever has its form; never from account to account."""
    return draft.activity_id == activity.pk and draft.person_id in (None, owner)


def _is_behind(writing: Writing, draft: Draft) -> bool:
    return draft.page != writing.page and draft.revision != writing.revision
