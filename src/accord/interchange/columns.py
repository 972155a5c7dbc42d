"""Columns of whole numbers out of a large CSV file, many rows at a time.

Millions of votes are read in seconds and in little memory. Only columns that are asked for are
looked into; text between quotes is read by the csv module instead, slower and as right.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from accord.interchange.problems import BrokenSource, Problem

Column: TypeAlias = npt.NDArray[np.int64]
Told: TypeAlias = Callable[[str, float], None]

PIECE = 1 << 24  # bytes at a time
MOST_DIGITS = 18  # what surely fits into 64 bits
COMMA, NEWLINE, RETURN, MINUS, ZERO = b",\n\r-0"
MOST_PROBLEMS = 20


def read_columns(path: Path, wanted: Sequence[str], tell: Told | None = None) -> dict[str, Column]:
    """Read some columns, all of whole numbers, by the names in the first row.

    Args:
        path: a CSV file in UTF-8.
        wanted: names that the first row must hold.
        tell: is told how far reading is.

    Returns:
        name -> (rows,), signed numbers in as few bits as hold them.

    Raises:
        BrokenSource: with row and column of what can't be read.
    """
    with path.open("rb") as file:
        head = file.readline()
    names = header(path, head)
    check_names(path, names, wanted)
    found: dict[str, list[Any]] = {name: [] for name in wanted}
    row = 2
    size = max(1, path.stat().st_size)
    done = len(head)
    for piece in pieces(path, len(head)):
        table = cells(path, piece, names, wanted, row)
        for name in wanted:
            found[name].append(narrow(table[name]))
        row += piece.count(b"\n")
        done += len(piece)
        if tell is not None:
            tell(f"reading {path.name}", done / size)
    return {name: joined(found.pop(name)) for name in wanted}


def header(path: Path, line: bytes) -> list[str]:
    if not line.strip():
        raise broken(path, "row 1", "", "the file is empty.", "Give the names of the columns.")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise broken(
            path, "row 1", "", "this isn't UTF-8.", "Save the file as CSV in UTF-8."
        ) from None
    return [name.strip() for name in next(csv.reader([text.strip()]))]


def check_names(path: Path, names: list[str], wanted: Sequence[str]) -> None:
    missing = [name for name in wanted if names.count(name) != 1]
    if missing:
        raise BrokenSource(
            [
                Problem(
                    path.name,
                    "row 1",
                    "",
                    f"there must be one column {name}, and here are {names.count(name)}.",
                    f"The columns here are: {', '.join(names)}.",
                )
                for name in missing
            ]
        )


def pieces(path: Path, start: int) -> Iterator[bytes]:
    """Whole lines; a last one without a line end gets one."""
    rest = b""
    with path.open("rb") as file:
        file.seek(start)
        while more := file.read(PIECE):
            rest += more
            end = rest.rfind(b"\n") + 1
            if end:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > 4 * PIECE:
                raise broken(path, "", "", "a line has no end.", "Save the file as CSV.")
    if rest.strip():
        yield rest + b"\n"


def cells(
    path: Path, piece: bytes, names: list[str], wanted: Sequence[str], row: int
) -> dict[str, Column]:
    """The wanted columns of some lines: at once where all is plain, else line by line."""
    places = [names.index(name) for name in wanted]
    if b'"' not in piece:
        quick = at_once(piece, len(names), places)
        if quick is not None:
            return dict(zip(wanted, quick, strict=True))
    return line_by_line(path, piece, names, wanted, row)


def at_once(piece: bytes, width: int, places: Sequence[int]) -> list[Column] | None:
    """Columns of plain lines; None where anything is out of the ordinary."""
    text = np.frombuffer(piece, np.uint8)
    marks = np.flatnonzero((text == COMMA) | (text == NEWLINE)).astype(np.int32)
    if len(marks) % width:
        return None
    table = marks.reshape(-1, width)
    lines = text[table] == NEWLINE
    if not lines[:, -1].all() or lines[:, :-1].any():
        return None
    found = []
    for place in places:
        ends = table[:, place]
        before = table[:, place - 1] if place else np.append(np.int32(-1), table[:-1, -1])
        values = numbers(text, before + np.int32(1), ends)
        if values is None:
            return None
        found.append(values)
    return found


def numbers(
    text: npt.NDArray[np.uint8], starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]
) -> Column | None:
    """Whole numbers between places of a text; None unless all are."""
    if (ends <= starts).any():  # an empty cell; and no last sign to look at
        return None
    ends = ends - (text[ends - 1] == RETURN)
    below = text[starts] == MINUS
    starts = starts + below
    length = ends - starts
    if length.min(initial=1) < 1 or length.max(initial=1) > MOST_DIGITS:
        return None
    values = np.zeros(len(starts), np.int64)
    for back in range(int(length.max(initial=1)), 0, -1):
        here = length >= back
        some = slice(None) if here.all() else here
        digits = text[ends[some] - back] - ZERO  # below "0" it wraps round to far above 9
        if (digits > 9).any():
            return None
        values[some] = values[some] * 10 + digits
    return np.where(below, -values, values)


def line_by_line(
    path: Path, piece: bytes, names: list[str], wanted: Sequence[str], row: int
) -> dict[str, Column]:
    """The same by the csv module, naming what is wrong.

    A cell that runs over several lines is read whole where it doesn't meet the end of a piece.
    """
    problems: list[Problem] = []
    found: dict[str, list[int]] = {name: [] for name in wanted}
    try:
        text = piece.decode()
    except UnicodeDecodeError as wrong:
        at = row + piece[: wrong.start].count(b"\n")
        raise broken(
            path, f"row {at}", "", "this isn't UTF-8.", "Save the file as CSV in UTF-8."
        ) from None
    reader = csv.reader(text.splitlines(keepends=True))
    begins = row
    for cells_here in reader:
        here, begins = begins, row + reader.line_num
        if not cells_here:
            continue
        if len(cells_here) != len(names):
            problems.append(
                Problem(
                    path.name,
                    f"row {here}",
                    "",
                    f"there are {len(cells_here)} cells, and {len(names)} columns.",
                    "Give each column one cell.",
                )
            )
        else:
            for name in wanted:
                cell = cells_here[names.index(name)].strip()
                if is_whole(cell):
                    found[name].append(int(cell))
                else:
                    problems.append(no_number(path, here, name, cell))
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise BrokenSource(problems)
    return {name: np.array(column, np.int64) for name, column in found.items()}


def is_whole(cell: str) -> bool:
    digits = cell.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS


def no_number(path: Path, row: int, name: str, cell: str) -> Problem:
    shown = f"“{cell[:40]}” isn't a whole number." if cell else "this is empty."
    return Problem(path.name, f"row {row}", name, shown, "Write a whole number, such as 17.")


def narrow(column: Column) -> npt.NDArray[Any]:
    """In as few bits as hold each number, and the difference of any two, for memory's sake.

    So far below 0 only -1 is small: pieces of a file are joined, and differences grow by that.
    """
    low, high = int(column.min(initial=0)), int(column.max(initial=0))
    for kind in (np.int8, np.int16, np.int32):
        if low >= -1 and high < np.iinfo(kind).max:
            return column.astype(kind)
    return column


def joined(parts: list[Any]) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def broken(path: Path, row: str, field: str, wrong: str, mend: str) -> BrokenSource:
    return BrokenSource([Problem(path.name, row, field, wrong, mend)])
