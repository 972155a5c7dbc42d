"""Ideas to take home, in a table or as JSON: a row at a time, so that size doesn't matter.

Only the byline says who spoke: what the page doesn't show, a file doesn't either.
"""

import csv
import json
from collections.abc import Iterator
from typing import Any

from accord.contributions.models import Contribution
from accord.processes.models import Activity

# Documented in docs/activities/ideas.md.
COLUMNS = (
    "number",
    "said_on",
    "byline",
    "title",
    "body",
    "language",
    "place",
    "door",
    "revision",
    "supports",
    "comments",
    "answered_on",
)


def rows(activity: Activity) -> Iterator[dict[str, Any]]:
    """Each public idea of the activity, by number."""
    ideas = Contribution.objects.shown().filter(activity=activity, kind="idea")
    related = ideas.select_related("author", "activity", "provenance", "idea").order_by("number")
    for idea in related.iterator(chunk_size=500):
        yield {
            "number": idea.number,
            "said_on": idea.said_on.isoformat(),
            "byline": str(idea.byline),
            "title": idea.title,
            "body": idea.body,
            "language": idea.language,
            "place": idea.idea.place if hasattr(idea, "idea") else "",
            "door": idea.provenance.door if hasattr(idea, "provenance") else "",
            "revision": idea.revision,
            "supports": idea.support_count,
            "comments": idea.comment_count,
            "answered_on": idea.answered_at.date().isoformat() if idea.answered_at else "",
        }


class _Line:
    """A file for csv.writer that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _safe(value: Any) -> Any:
    """A spreadsheet would run a text that begins like a formula."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if is_formula else value


def csv_lines(activity: Activity) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows(activity):
        yield writer.writerow([_safe(row[name]) for name in COLUMNS])


def json_lines(activity: Activity) -> Iterator[str]:
    before = '{"ideas": [\n'
    for row in rows(activity):
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n" if before == ",\n" else f"{before}]}}\n"
