"""Making a place, which is for who runs the machine, so no rule is asked; and what it shows."""

from typing import Any

from django.db import transaction

from accord.record.events import emit
from accord.record.models import Log
from accord.record.rules import require
from accord.record.subjects import new_space_subject
from accord.record.viewer import Viewer
from accord.spaces.events import LOGO_CHANGED, SPACE_CREATED
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


@transaction.atomic
def set_logo(
    *, viewer: Viewer, space: Space, url: str = "", width: int = 0, height: int = 0
) -> None:
    """The picture beside the name at the top of each page; none without an address."""
    held = Space.objects.locked().get(pk=space.pk)
    require(viewer, "spaces.administer", held)
    held.logo_url, held.logo_width, held.logo_height = url, width, height
    held.save(update_fields=["logo_url", "logo_width", "logo_height"])
    emit(LOGO_CHANGED, held, viewer)
