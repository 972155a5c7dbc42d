"""Keeping what somebody is writing, before they send it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accord.contributions.models import Draft
from accord.people.models import Visitor
from accord.people.rules import require
from accord.processes.models import Activity


@dataclass(frozen=True)
class Writing:
    """Where a page stands: which draft it has, how much of it it has seen, and which page it is."""

    key: uuid.UUID
    page: uuid.UUID
    revision: int = 0


@transaction.atomic
def save_draft(
    *, person: Visitor, activity: Activity, writing: Writing, data: dict[str, Any]
) -> Draft:
    """Keep what was typed under the form's key; a page that is behind gets a draft of its own.

    So two pages with the same draft never write over each other. Where nobody may be traced it
    belongs to no account.
    """
    require(person, "contributions.submit", activity)
    owner = None if activity.is_fully_anonymous else person.pk
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


def _is_theirs(draft: Draft, activity: Activity, owner: int | None) -> bool:
    """Begun without an account it goes with whoever has its form; never from account to account."""
    return draft.activity_id == activity.pk and draft.person_id in (None, owner)


def _is_behind(writing: Writing, draft: Draft) -> bool:
    return draft.page != writing.page and draft.revision != writing.revision
