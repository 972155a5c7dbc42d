"""Keeping what somebody is writing, before they send it."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from accord.contributions.models import Draft
from accord.people.models import Visitor
from accord.people.rules import require
from accord.processes.models import Activity


@transaction.atomic
def save_draft(
    *, person: Visitor, activity: Activity, key: uuid.UUID, data: dict[str, Any]
) -> Draft:
    """Keep the draft under its key. Where nobody may be traced it belongs to no account."""
    require(person, "contributions.submit", activity)
    owner = None if activity.is_fully_anonymous else person.pk
    draft, _ = Draft.objects.update_or_create(
        key=key,
        defaults={"data": data, "person_id": owner, "updated_at": timezone.now()},
        create_defaults={"data": data, "person_id": owner, "activity": activity},
    )
    return draft


@transaction.atomic
def drop_draft(*, person: Visitor, draft: Draft) -> None:
    require(person, "contributions.submit", draft.activity)
    draft.delete()
