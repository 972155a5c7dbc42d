"""Rows of a CSV file, each with the line of the file in which it begins.

That line is what every message calls the row: it is the number that an editor shows, whatever is
blank and whatever runs over several lines before it.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from accord.interchange.problems import BrokenSource, Problem, broken

Row: TypeAlias = tuple[int, list[str]]


class OpenQuote(BrokenSource):
    """A quotation mark isn't closed before the end.

    Attributes:
        line: in which the row with it begins.
    """

    def __init__(self, file: str, line: int) -> None:
        mend = "Close it, or write two for one that belongs to the text."
        super().__init__([Problem(file, f"row {line}", "", "a quotation mark isn't closed.", mend)])
        self.line = line


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file with their ends, be they of Unix, Windows or an old Macintosh."""
    with path.open("rb") as file:
        for part in file:
            yield from part.splitlines(keepends=True)


def rows_of(
    file: str, lines: Iterable[bytes], first: int = 1, *, delimiter: str = ","
) -> Iterator[Row]:
    """Rows that aren't blank lines. A cell may run over several lines between quotation marks.

    Args:
        file: its name, for messages.
        lines: in UTF-8, each with its end.
        first: which line of the file the first is.
        delimiter: what stands between cells.

    Raises:
        OpenQuote: if the last cell has no end.
        BrokenSource: for what isn't UTF-8, or a cell without measure.
    """
    text = Text(file, lines, first)
    reader = csv.reader(text, delimiter=delimiter)
    begins = first
    try:
        for row in reader:
            if row and text.is_over:  # it took in the blank line after the end, too
                raise OpenQuote(file, begins)
            if not is_blank(row):
                yield begins, row
            begins = first + reader.line_num
    except csv.Error:
        wrong = f"a cell is longer than {csv.field_size_limit():,} characters."
        mend = "Look for a quotation mark that isn't closed."
        raise broken(file, f"row {begins}", "", wrong, mend) from None


class Text:
    """Lines as text, and a blank one after the last: a row that takes it in has no end."""

    def __init__(self, file: str, lines: Iterable[bytes], first: int) -> None:
        self.file, self.lines, self.first = file, lines, first
        self.is_over = False

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(self.lines, start=self.first):
            try:
                yield (line.removeprefix(BOM_UTF8) if number == 1 else line).decode()
            except UnicodeDecodeError:
                wrong, mend = "this isn't UTF-8.", "Save the file in UTF-8."
                raise broken(self.file, f"row {number}", "", wrong, mend) from None
        self.is_over = True
        yield "\n"


def is_blank(row: Sequence[str]) -> bool:
    """Whether a line has nothing on it but spaces; a lone pair of quotation marks is a cell."""
    return not row or (len(row) == 1 and bool(row[0]) and not row[0].strip())


def head_in(file: str, rows: Iterator[Row]) -> Row:
    """Take the names of the columns from the first row there is."""
    line, cells = next(rows, (1, []))
    names = [cell.strip() for cell in cells]
    if not any(names):
        raise broken(
            file, f"row {line}", "", "the file is empty.", "Give the names of the columns."
        )
    return line, names


def columns_here(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"There is one column here, {names[0]}: put commas between columns."
    return f"The columns here are: {', '.join(names)}."
