"""Naming offices and topics. It is for who runs the machine, so no rule is asked."""

from typing import Any

from django.db import transaction

from accord.organisations.events import OFFICE_CREATED, TOPIC_CREATED
from accord.organisations.models import Office, Topic
from accord.record.events import emit
from accord.record.subjects import new_subject
from accord.spaces.models import Space


@transaction.atomic
def create_office(*, space: Space, code: str, **fields: Any) -> Office:
    subject = new_subject("office", code, parent=space.subject)
    office = Office.objects.create(subject=subject, space=space, code=code, **fields)
    emit(OFFICE_CREATED, office, None)
    return office


@transaction.atomic
def create_topic(*, space: Space, code: str, **fields: Any) -> Topic:
    subject = new_subject("topic", code, parent=space.subject)
    topic = Topic.objects.create(subject=subject, space=space, code=code, **fields)
    emit(TOPIC_CREATED, topic, None)
    return topic
