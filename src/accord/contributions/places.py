"""Where a discussion stands: where its thing is discussed."""

from typing import Any

from accord.contributions.models import Discussion
from accord.record.kinds import kind_named


def place_of(discussion: Discussion) -> str | None:
    """The address of the page a discussion stands on."""
    kind = kind_named(discussion.subject.kind)
    things: Any = kind.model._default_manager.select_related("subject", *kind.joined)
    thing = things.get(pk=discussion.pk)
    return thing.get_absolute_url() if kind.talk_address is None else kind.talk_address(thing)
