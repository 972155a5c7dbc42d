"""`{% load record %}`: the one sentence about the public log that other pages show."""

from typing import Any

from django import template

from accord.record.models import LogEntry

register = template.Library()


@register.inclusion_tag("record/note.html")
def log_note(entry: LogEntry | None) -> dict[str, Any]:
    """ "Recorded in the public log", with a link; its hash while it waits for its number.

    Nothing without an entry. A list fetches all its entries at once: `entries.newest_entries`.
    """
    return {"entry": entry}
