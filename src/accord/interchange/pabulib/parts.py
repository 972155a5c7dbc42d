"""The three parts of a file as tables, and how what is wrong in them is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.interchange.problems import BrokenSource, Problem
from accord.interchange.rows import rows_of
from accord.methods.budget import Kind

PARTS = ("META", "PROJECTS", "VOTES")
SHOWN = 20  # problems of one sort: who mends twenty knows what to look for
Wrong = Iterator[tuple[str, str, str, str]]
AMOUNT = re.compile(r"\d{1,30}(?:[.,]\d{1,6})?")
THOUSANDS = re.compile(r"\d+,\d{3}")
WITH_POINTS = {Kind.SCORING, Kind.CUMULATIVE}


@dataclass(frozen=True)
class Table:
    """A part of the file.

    Attributes:
        heading: names of the columns.
        rows: as long as the heading.
        lines: in which line of the file each row begins.
    """

    heading: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]

    def column(self, name: str) -> list[str]:
        place = self.heading.index(name)
        return [row[place].strip() for row in self.rows]

    def take(self, line: int, row: list[str]) -> None:
        self.rows.append(row)
        self.lines.append(line)


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


def parts_of(reader: Reader, content: bytes) -> dict[str, Table]:
    """Cut the file into its three parts."""
    parts: dict[str, Table] = {}
    table: Table | None = None
    awaits_heading = ""
    for line, row in rows_of(reader.file, content.splitlines(keepends=True), delimiter=";"):
        fits = table is not None and len(row) == len(table.heading)
        if table and fits and row[0] and row[0] not in PARTS:  # nearly all
            table.take(line, row)
        elif not any(map(str.strip, row)):
            continue
        elif awaits_heading:
            heading = tuple(cell.strip() for cell in row)
            table = parts[awaits_heading] = Table(heading, [], [])
            heading_is_right(reader, awaits_heading, table, line)
            awaits_heading = ""
        elif row[0].strip().upper() in PARTS and not any(map(str.strip, row[1:])):
            table = None
            awaits_heading = row[0].strip().upper()
            if awaits_heading in parts:
                again = f"The part {awaits_heading} comes again."
                raise reader.fail(f"row {line}", "", again, "Keep one of them.")
        elif table and fits:  # named as a part is, or without a name
            table.take(line, row)
        else:
            raise misfit(reader, row, table, line)
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
