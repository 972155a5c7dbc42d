"""`{% load record %}`: the one sentence about the public log that other pages show."""

from typing import Any

from django import template

from accord.record.models import Leaf

register = template.Library()


@register.inclusion_tag("record/note.html")
def log_note(leaf: Leaf | None) -> dict[str, Any]:
    """ "Recorded in the public log", with a link; its hash while it waits for its number.

    Nothing without a leaf. A list fetches all its leaves at once: `leaves.newest_leaves`.
    """
    return {"leaf": leaf}
