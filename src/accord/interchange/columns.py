"""Columns of whole numbers out of a large CSV file, many rows at a time.

Millions of votes are read in seconds and in little memory. Only columns that are asked for are
looked into; text between quotes is read by the csv module instead, slower and as right.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from accord.interchange.problems import BrokenSource, Problem, broken
from accord.interchange.rows import OpenQuote, Row, columns_here, head_in, rows_of

Column: TypeAlias = npt.NDArray[np.int64]
Told: TypeAlias = Callable[[str, float], None]

PIECE = 1 << 24  # bytes at a time
LONGEST_HEAD = 1 << 20  # bytes
MOST_DIGITS = 18  # what surely fits into 64 bits
WHOLE = re.compile(rf"\s*-?[0-9]{{1,{MOST_DIGITS}}}\s*")
COMMA, NEWLINE, RETURN, MINUS, ZERO = b",\n\r-0"
MOST_PROBLEMS = 20


class Allowed(NamedTuple):
    """Which numbers a column may hold, and what to say of others."""

    low: int
    high: int
    wrong: str
    mend: str


ANY = Allowed(-(10**MOST_DIGITS), 10**MOST_DIGITS, "", "Write a whole number, such as 17.")


@dataclass(frozen=True)
class Sheet:
    """What a file should be like.

    Attributes:
        file: its name, for messages.
        names: of all columns there are.
        wanted: those that are read.
        allowed: by name, where not every number is right.
    """

    file: str
    names: Sequence[str]
    wanted: Sequence[str]
    allowed: Mapping[str, Allowed]


def read_columns(
    path: Path,
    wanted: Sequence[str],
    tell: Told | None = None,
    *,
    allowed: Mapping[str, Allowed] | None = None,
) -> dict[str, Column]:
    """Read some columns, all of whole numbers, by the names in the first row.

    Args:
        path: a CSV file in UTF-8.
        wanted: names that the first row must hold.
        tell: is told how far reading is.
        allowed: by name, for columns in which not every number is right.

    Returns:
        name -> (rows,), signed numbers in as few bits as hold them.

    Raises:
        BrokenSource: with row and column of what can't be read.
    """
    names, done, row = head_of(path, wanted)
    sheet = Sheet(path.name, names, wanted, allowed or {})
    found: dict[str, list[Any]] = {name: [] for name in wanted}
    size = max(1, path.stat().st_size)
    rest = b""
    for piece in pieces(path, done):
        table, lines, rest = cells(sheet, rest + piece, row)
        for name in wanted:
            found[name].append(narrow(table[name]))
        row += lines
        done += len(piece)
        if tell is not None:
            tell(f"reading {path.name}", done / size)
    if rest:
        raise OpenQuote(path.name, row)
    return {name: joined(found.pop(name)) for name in wanted}


def head_of(path: Path, wanted: Sequence[str]) -> tuple[list[str], int, int]:
    """Names of the columns, and at which byte and line of the file their rows begin."""
    taken: list[bytes] = []

    def lines() -> Iterator[bytes]:
        with path.open("rb") as file:
            for line in file.read(LONGEST_HEAD).splitlines(keepends=True):
                taken.append(line)
                yield line

    line, names = head_in(path.name, rows_of(path.name, lines()))
    check_names(path.name, line, names, wanted)
    return names, sum(map(len, taken)), len(taken) + 1


def check_names(file: str, line: int, names: Sequence[str], wanted: Sequence[str]) -> None:
    problems = [
        Problem(
            file,
            f"row {line}",
            "",
            f"there must be one column {name}, and here are {names.count(name)}.",
            columns_here(names),
        )
        for name in wanted
        if names.count(name) != 1
    ]
    if problems:
        raise BrokenSource(problems)


def pieces(path: Path, start: int) -> Iterator[bytes]:
    """Whole lines; a last one without a line end gets one."""
    rest = b""
    with path.open("rb") as file:
        file.seek(start)
        while more := file.read(PIECE):
            rest += more
            # A return at the very end may be the first half of a line end.
            end = max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, -1)) + 1
            if end:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > 4 * PIECE:
                raise broken(path.name, "", "", "a line has no end.", "Save the file as CSV.")
    if rest.strip():
        yield rest + b"\n"


class Part(NamedTuple):
    """What was read of some lines: columns, of how many lines, and what is still to be read.

    The rest is a row whose last cell runs over the end of the piece.
    """

    table: dict[str, Column]
    lines: int
    rest: bytes


def cells(sheet: Sheet, piece: bytes, row: int) -> Part:
    """The wanted columns of some lines: at once where all is plain, else line by line."""
    if b'"' not in piece:
        places = [sheet.names.index(name) for name in sheet.wanted]
        quick = at_once(piece, len(sheet.names), places)
        if quick is not None:
            table = dict(zip(sheet.wanted, quick, strict=True))
            if all(fits(table[name], bounds) for name, bounds in sheet.allowed.items()):
                return Part(table, piece.count(b"\n"), b"")
    return line_by_line(sheet, piece, row)


def fits(column: Column, bounds: Allowed) -> bool:
    low, high = column.min(initial=bounds.low), column.max(initial=bounds.high)
    return bool(bounds.low <= low and high <= bounds.high)


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
    if b"\r" in piece and piece.count(b"\r") != (text[table[:, -1] - 1] == RETURN).sum():
        return None  # an old line end
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


def line_by_line(sheet: Sheet, piece: bytes, row: int) -> Part:
    """The same by the csv module, naming what is wrong."""
    problems: list[Problem] = []
    found: dict[str, list[int]] = {name: [] for name in sheet.wanted}
    lines = piece.splitlines(keepends=True)
    done = len(lines)
    try:
        for _line, values in numbers_in(sheet, rows_of(sheet.file, lines, row), problems):
            for column, value in zip(found.values(), values, strict=True):
                column.append(value)
    except OpenQuote as cut:
        done = cut.line - row
    if problems:
        raise BrokenSource(problems)
    table = {name: np.array(column, np.int64) for name, column in found.items()}
    return Part(table, done, b"".join(lines[done:]))


def numbers_in(
    sheet: Sheet, rows: Iterable[Row], problems: list[Problem]
) -> Iterator[tuple[int, list[int]]]:
    """Lines and the wanted numbers of each row; what is wrong with others goes to `problems`.

    Rows of nothing but empty cells, as spreadsheets leave them behind, are passed over.
    """
    places = [sheet.names.index(name) for name in sheet.wanted]
    bounds = [sheet.allowed.get(name, ANY) for name in sheet.wanted]
    are_whole = re.compile(",".join([WHOLE.pattern] * len(places))).fullmatch
    for line, cells in rows:
        if len(cells) != len(sheet.names):
            wrong = f"there are {len(cells)} cells, and {len(sheet.names)} columns."
            mend = "Give each column one cell."
            problems.append(Problem(sheet.file, f"row {line}", "", wrong, mend))
        else:
            given = [cells[place] for place in places]
            values = list(map(int, given)) if are_whole(",".join(given)) else []
            if values and all(map(is_within, values, bounds)):
                yield line, values
            elif any(map(str.strip, cells)):
                problems += faults(sheet, line, given, bounds)
        if len(problems) >= MOST_PROBLEMS:
            return


def is_within(value: int, allowed: Allowed) -> bool:
    return allowed.low <= value <= allowed.high


def faults(
    sheet: Sheet, line: int, given: Sequence[str], bounds: Sequence[Allowed]
) -> Iterator[Problem]:
    for name, cell, allowed in zip(sheet.wanted, given, bounds, strict=True):
        wrong = fault(cell.strip(), allowed)
        if wrong:
            yield Problem(sheet.file, f"row {line}", name, wrong, allowed.mend)


def fault(cell: str, allowed: Allowed) -> str:
    """What is wrong with a cell; nothing where it is a number that is allowed."""
    digits = cell.removeprefix("-")
    if not cell:
        return "this is empty."
    if not (digits.isascii() and digits.isdigit()):
        return f"“{cell[:40]}” isn't a whole number."
    if len(digits) > MOST_DIGITS:
        return f"“{cell[:40]}” has more than {MOST_DIGITS} digits."
    return "" if is_within(int(cell), allowed) else f"{cell} {allowed.wrong}"


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
