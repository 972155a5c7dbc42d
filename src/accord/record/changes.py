"""What a home page tells of the log: the newest events, alike ones of a day in one line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from accord.record.models import LogEntry
from accord.record.sentences import Line, line_of
from accord.record.viewer import Viewer

SHOWN = 6
READ = 60


def what_changed(spaces: Sequence[Any], viewer: Viewer) -> Mapping[Any, Mapping[str, Any]]:
    """The panel's context for each space that has a log with anything in it."""
    found = {space.pk: newest_changes(space) for space in spaces}
    return {key: {"changes": changes} for key, changes in found.items() if changes}


def newest_changes(space: Any) -> list[dict[str, Any]]:
    """Newest first; a hundred ideas on one day are one line, not the whole list."""
    entries = LogEntry.objects.filter(log__space=space.pk).numbered().order_by("-index")[:READ]
    lines: dict[tuple[Any, str], list[Line]] = {}
    for entry in entries:
        lines.setdefault((timezone.localdate(entry.at), entry.verb), []).append(line_of(entry))
    return [
        {"first": entries[0], "count": len(entries)} for entries in list(lines.values())[:SHOWN]
    ]
