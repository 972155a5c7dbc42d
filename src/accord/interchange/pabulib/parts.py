"""The three parts of a file as tables, and how what is wrong in them is told."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.interchange.problems import BrokenSource, Problem
from accord.methods.budget import Kind

PARTS = ("META", "PROJECTS", "VOTES")
SHOWN = 20  # problems of one sort: who mends twenty knows what to look for
Wrong = Iterator[tuple[str, str, str, str]]
AMOUNT = re.compile(r"\d{1,30}(?:[.,]\d{1,6})?")
WITH_POINTS = {Kind.SCORING, Kind.CUMULATIVE}


@dataclass(frozen=True)
class Table:
    """A part of the file.

    Attributes:
        heading: names of the columns.
        rows: as long as the heading.
        lines: in which line of the file each row ends.
    """

    heading: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]

    def column(self, name: str) -> list[str]:
        place = self.heading.index(name)
        return [row[place].strip() for row in self.rows]


@dataclass
class Reader:
    """Where we are, and what is wrong so far."""

    file: str
    lenient: bool
    notices: list[Problem] = field(default_factory=list)

    def fail(self, row: str, column: str, wrong: str, mend: str) -> BrokenSource:
        return BrokenSource([Problem(self.file, row, column, wrong, mend)])

    def check(self, problems: Wrong) -> None:
        """Refuse the file if there are problems."""
        found = [Problem(self.file, *problem) for problem in problems]
        if found:
            raise BrokenSource(found)

    def demand(self, problems: Wrong) -> None:
        """Refuse the file if there are problems, or note them where we are lenient."""
        found = [Problem(self.file, *problem) for problem in problems]
        if found and not self.lenient:
            raise BrokenSource(found)
        self.notices += found


def text_of(reader: Reader, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = f"row {content.count(b'%c' % 10, 0, wrong.start) + 1}"
        raise reader.fail(row, "", "This isn't text in UTF-8.", "Save it as UTF-8.") from wrong


def parts_of(reader: Reader, text: str) -> dict[str, Table]:
    """Cut the file into its three parts."""
    parts: dict[str, Table] = {}
    table: Table | None = None
    awaits_heading = ""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        for row in rows:
            if table and len(row) == len(table.heading) and row[0] not in PARTS:  # nearly all
                table.rows.append(row)
                table.lines.append(rows.line_num)
            elif not any(cell.strip() for cell in row):
                continue
            elif awaits_heading:
                heading = tuple(cell.strip() for cell in row)
                table = parts[awaits_heading] = Table(heading, [], [])
                heading_is_right(reader, awaits_heading, table, rows.line_num)
                awaits_heading = ""
            elif row[0].strip().upper() in PARTS and not any(row[1:]):
                table = None
                awaits_heading = row[0].strip().upper()
                if awaits_heading in parts:
                    again = f"The part {awaits_heading} comes again."
                    raise reader.fail(f"row {rows.line_num}", "", again, "Keep one of them.")
            else:
                raise misfit(reader, row, table, rows.line_num)
    except csv.Error as wrong:
        mend = "Look for a quotation mark that isn't closed."
        raise reader.fail(f"row {rows.line_num}", "", f"{wrong}.", mend) from wrong
    for name in PARTS:
        if name not in parts:
            mend = f"Add a line “{name}”, a line with its columns, and its rows."
            raise reader.fail("", "", f"The part {name} is missing.", mend)
    return parts


def heading_is_right(reader: Reader, part: str, table: Table, line: int) -> None:
    needed = {"META": ["key", "value"], "PROJECTS": ["project_id", "cost"]}
    for name in needed.get(part, ["voter_id", "vote"]):
        if name not in table.heading:
            wrong = f"The part {part} has no column “{name}”."
            raise reader.fail(f"row {line}", name, wrong, "Add it to the heading and to each row.")
    if len(set(table.heading)) < len(table.heading):
        raise reader.fail(f"row {line}", "", "A column comes twice.", "Rename one of them.")


def misfit(reader: Reader, row: list[str], table: Table | None, line: int) -> BrokenSource:
    if table is None:
        wrong = f"The file begins with “{row[0][:40]}”."
        return reader.fail(f"row {line}", "", wrong, "Begin with a line “META”.")
    wrong = f"The row has {len(row)} columns, its heading has {len(table.heading)}."
    mend = "Put a semicolon between columns, and quotation marks around a text that has one."
    return reader.fail(f"row {line}", "", wrong, mend)
