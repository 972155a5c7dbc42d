"""Making a forum and its seats. It is for who runs the machine, so no rule is asked."""

from typing import Any

from django.db import transaction

from accord.forum.events import FORUM_CREATED, SEAT_CREATED
from accord.forum.models import Forum, Seat
from accord.record.events import emit
from accord.record.subjects import number_subject
from accord.spaces.models import Space


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
