"""Tables to take home as CSV: every export is written here.

UTF-8 with the mark at its beginning by which spreadsheets know it: without it "años" opens as
"aÃ±os". Lines end as RFC 4180 says. A text that a spreadsheet would run as a formula gets an
apostrophe before it; numbers stay numbers.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

CONTENT_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """A file for csv.writer that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def safe(value: Any) -> Any:
    """What a spreadsheet shows as it is: of texts alone, as a number begins no formula."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float | Decimal):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A line at a time, the names of the columns first; so size doesn't matter."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow([safe(name) for name in columns])
    for row in rows:
        yield writer.writerow([safe(value) for value in row])
