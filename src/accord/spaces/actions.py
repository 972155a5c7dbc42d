"""Making a place. It is for who runs the machine, so no rule is asked."""

from typing import Any

from django.db import transaction

from accord.record.events import emit
from accord.record.models import Log
from accord.record.subjects import new_space_subject
from accord.spaces.events import SPACE_CREATED
from accord.spaces.models import Space, SpaceHost


@transaction.atomic
def create_space(*, key: str, host: str, **fields: Any) -> Space:
    """A place with its address and its public log; it answers at this host."""
    subject = new_space_subject(key)
    space = Space.objects.create(subject=subject, key=key, **fields)
    SpaceHost.objects.create(space=space, host=host, is_primary=True)
    Log.objects.create(space=subject)
    emit(SPACE_CREATED, space, None)
    return space
