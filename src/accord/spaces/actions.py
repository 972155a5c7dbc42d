"""Making a place. It is for who runs the machine, so no rule is asked."""

from typing import Any

from django.db import transaction

from accord.record.events import emit
from accord.record.models import Log
from accord.record.subjects import new_space_subject, new_subject, number_subject
from accord.spaces.events import (
    FORUM_CREATED,
    OFFICE_CREATED,
    SEAT_CREATED,
    SPACE_CREATED,
    TOPIC_CREATED,
)
from accord.spaces.models import Forum, Office, Seat, Space, SpaceHost, Topic


@transaction.atomic
def create_space(*, key: str, host: str, **fields: Any) -> Space:
    """A place with its address and its public log; it answers at this host."""
    subject = new_space_subject(key)
    space = Space.objects.create(subject=subject, key=key, **fields)
    SpaceHost.objects.create(space=space, host=host, is_primary=True)
    Log.objects.create(space=subject)
    emit(SPACE_CREATED, space, None)
    return space


@transaction.atomic
def create_forum(*, space: Space, **fields: Any) -> Forum:
    subject = number_subject("forum", space.subject)
    forum = Forum.objects.create(subject=subject, space=space, **fields)
    emit(FORUM_CREATED, forum, None)
    return forum


@transaction.atomic
def create_seat(*, forum: Forum, **fields: Any) -> Seat:
    subject = number_subject("seat", forum.subject)
    seat = Seat.objects.create(subject=subject, forum=forum, **fields)
    emit(SEAT_CREATED, seat, None)
    return seat


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
