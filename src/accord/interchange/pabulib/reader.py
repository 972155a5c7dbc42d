"""Reads the parts of a file into an election that can be counted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np

from accord.interchange.pabulib.limits import broken_limits
from accord.interchange.pabulib.parts import (
    AMOUNT,
    SHOWN,
    THOUSANDS,
    WITH_POINTS,
    Reader,
    Table,
    Wrong,
    parts_of,
)
from accord.interchange.problems import Problem
from accord.methods.budget import BadBallot, Election, Kind, Project, borda, from_rows
from accord.methods.budget.ballots import LARGEST, Ints

BLANK = "none"
WHOLE = r"\s*\d{1,15}(?:\.0{1,6})?\s*"
KINDS = {**{kind.value: kind for kind in Kind}, "choose-1": Kind.APPROVAL}


@dataclass(frozen=True, kw_only=True)
class Pabulib:
    """What is in a `.pb` file.

    Attributes:
        meta: what META says, by key.
        projects: the part of that name.
        votes: the part of that name.
        election: all of it, ready to be counted.
        notices: what was wrong and counted all the same.
    """

    meta: Mapping[str, str]
    projects: Table
    votes: Table
    election: Election
    notices: tuple[Problem, ...] = ()


def read(path: Path, *, lenient: bool = False) -> Pabulib:
    """Read a file; see `parse`. Raises OSError where there is none."""
    return parse(path.read_bytes(), file=path.name, lenient=lenient)


def parse(content: bytes, *, file: str, lenient: bool = False) -> Pabulib:
    """Read what is in a `.pb` file.

    Args:
        content: of the file, in UTF-8.
        file: its name, for messages.
        lenient: count ballots that break the limits in META.

    Raises:
        BrokenSource: naming row, column and how to mend it.
    """
    reader = Reader(file, lenient)
    parts = parts_of(reader, content)
    meta = meta_of(reader, parts["META"])
    kind = kind_of(reader, meta)
    projects, budget, unit = money_of(reader, meta, parts["PROJECTS"])
    counts_match(reader, meta, parts)
    try:
        election = election_of(reader, meta, kind, projects, budget, unit, parts["VOTES"])
    except BadBallot as bad:
        line = f"row {parts['VOTES'].lines[bad.ballot]}"
        raise reader.fail(line, "vote", bad.wrong, bad.mend) from bad
    except ValueError as wrong:
        raise reader.fail("", "", str(wrong), "") from wrong
    return Pabulib(
        meta=meta,
        projects=parts["PROJECTS"],
        votes=parts["VOTES"],
        election=election,
        notices=tuple(reader.notices),
    )


def meta_of(reader: Reader, table: Table) -> dict[str, str]:
    rows = list(zip(table.lines, table.column("key"), table.column("value"), strict=True))

    def repeated() -> Wrong:
        seen: dict[str, int] = {}
        for line, key, _value in rows:
            if key in seen:
                wrong = f"“{key}” stands in row {seen[key]} already."
                yield f"row {line}", "key", wrong, "Keep one of them."
            seen.setdefault(key, line)

    reader.check(repeated())
    return {key: value for _line, key, value in rows}


def kind_of(reader: Reader, meta: Mapping[str, str]) -> Kind:
    stated = meta.get("vote_type", "")
    if stated not in KINDS:
        wrong = f"“{stated}” is no kind of ballot." if stated else "The kind of ballot is missing."
        raise reader.fail("META", "vote_type", wrong, f"Write one of {', '.join(KINDS)}.")
    if meta.get("default_score", "0") not in {"", "0", "0.0"}:
        wrong = "Points for projects that a person doesn't name aren't supported."
        raise reader.fail("META", "default_score", wrong, "Name them in the ballots, or write 0.")
    return KINDS[stated]


def money_of(
    reader: Reader, meta: Mapping[str, str], table: Table
) -> tuple[tuple[Project, ...], int, int]:
    """Projects, budget and unit: as many units to one of the currency as the decimals need."""
    if "budget" not in meta:
        raise reader.fail("META", "budget", "The budget is missing.", "Add a row “budget;2500”.")
    costs = zip(table.lines, table.column("cost"), strict=True)
    rows = [("META", "budget", meta["budget"]), *((f"row {n}", "cost", c) for n, c in costs)]
    reader.check(chain.from_iterable(wrong_amounts(*row) for row in rows))
    amounts = [Decimal(text.replace(",", ".")).normalize() for *_, text in rows]
    decimals = max(0, *(-int(amount.as_tuple().exponent) for amount in amounts))
    budget, *whole_costs = [int(amount.scaleb(decimals)) for amount in amounts]
    reader.check(too_large(rows, [budget, *whole_costs]))
    reader.check(wrong_ids(table))
    names = table.column("name") if "name" in table.heading else [""] * len(whole_costs)
    given = zip(table.column("project_id"), whole_costs, names, categories_of(table), strict=True)
    made = tuple(Project(id=i, cost=c, name=n, categories=g) for i, c, n, g in given)
    return made, budget, 10**decimals


def wrong_amounts(row: str, column: str, text: str) -> Wrong:
    mend = "Write a number above 0, such as 1500 or 1500.50."
    if not AMOUNT.fullmatch(text):
        yield row, column, f"“{text}” is no amount of money.", mend
    elif THOUSANDS.fullmatch(text):
        yield row, column, f"“{text}” can be read in two ways.", "Write it without a comma."
    elif not Decimal(text.replace(",", ".")):
        yield row, column, "It is 0.", f"{mend} Take out what costs nothing."


def too_large(rows: Sequence[tuple[str, str, str]], amounts: Sequence[int]) -> Wrong:
    for (row, column, text), amount in zip(rows, amounts, strict=True):
        if amount > LARGEST:
            yield row, column, f"“{text}” is too large.", "Count in a larger unit of money."


def wrong_ids(table: Table) -> Wrong:
    seen: dict[str, int] = {}
    for line, name in zip(table.lines, table.column("project_id"), strict=True):
        if not name or "," in name or name.lower() == BLANK:
            mend = f"Write one without comma; {BLANK} is how a blank ballot is written."
            yield f"row {line}", "project_id", f"“{name}” is no id.", mend
        elif name in seen:
            wrong = f"“{name}” is the project in row {seen[name]} already."
            yield f"row {line}", "project_id", wrong, "Give each project an id of its own."
        seen.setdefault(name, line)


def categories_of(table: Table) -> list[tuple[str, ...]]:
    for name in ("category", "categories"):
        if name in table.heading:
            cells = [cell.split(",") for cell in table.column(name)]
            return [tuple(part.strip() for part in cell if part.strip()) for cell in cells]
    return [()] * len(table.rows)


def counts_match(reader: Reader, meta: Mapping[str, str], parts: Mapping[str, Table]) -> None:
    """Compare the numbers in META with the rows there are: a file may have been cut off."""

    def differences() -> Wrong:
        for key, part in (("num_projects", "PROJECTS"), ("num_votes", "VOTES")):
            stated, rows = meta.get(key, ""), len(parts[part].rows)
            if stated and stated != str(rows):
                wrong = f"META says {stated}, and {part} has {rows} rows."
                yield "META", key, wrong, "Look whether the file is whole, or mend the number."

    reader.demand(differences())
    if not parts["VOTES"].rows:
        raise reader.fail("VOTES", "", "Nobody voted.", "Add a row for each ballot.")


def election_of(
    reader: Reader,
    meta: Mapping[str, str],
    kind: Kind,
    projects: Sequence[Project],
    budget: int,
    unit: int,
    votes: Table,
) -> Election:
    reader.check(voters_twice(votes))
    cells = [cell if cell.lower() != BLANK else "" for cell in votes.column("vote")]
    lengths = np.array([cell.count(",") + 1 if cell else 0 for cell in cells], np.int64)
    choices = choices_of(reader, projects, votes, cells)
    starts = np.append(0, np.cumsum(lengths))
    points = np.ones(len(choices), np.int64)
    if kind in WITH_POINTS:
        points = points_of(reader, votes, lengths)
    reader.demand(broken_limits(meta, kind, votes, starts, choices, points, projects, unit))
    if kind is Kind.ORDINAL:
        most = max(longest(meta, len(projects)), int(lengths.max()))
        ranks = map(partial(borda, most=most), lengths.tolist())
        points = np.fromiter(chain.from_iterable(ranks), np.int64)
    return from_rows(
        projects, budget, starts=starts, choices=choices, points=points, kind=kind, unit=unit
    )


def longest(meta: Mapping[str, str], projects: int) -> int:
    """How many projects anyone may rank: as META says, and not more than there are."""
    stated = meta.get("max_length", "")
    if not AMOUNT.fullmatch(stated):
        return projects
    return min(int(Decimal(stated.replace(",", "."))), projects)


def voters_twice(votes: Table) -> Wrong:
    names = votes.column("voter_id")
    if len(set(names)) == len(names) and "" not in names:
        return
    seen: dict[str, int] = {}
    for line, name in zip(votes.lines, names, strict=True):
        if name in seen or not name:
            wrong = f"“{name}” voted in row {seen[name]} already." if name else "The id is missing."
            yield f"row {line}", "voter_id", wrong, "Keep one ballot per voter, each with an id."
        seen.setdefault(name, line)


def choices_of(reader: Reader, projects: Sequence[Project], votes: Table, cells: list[str]) -> Ints:
    """Places of the projects named, one ballot after the other."""
    names = ",".join(filter(None, cells)).split(",") if any(cells) else []
    places = {project.id: place for place, project in enumerate(projects)}
    try:
        return np.array([places[name] for name in names], np.int64)
    except KeyError:
        names = [name.strip() for name in names]
    reader.check(unknown_projects(places, votes, cells))
    return np.array([places[name] for name in names], np.int64)


def unknown_projects(places: Mapping[str, int], votes: Table, cells: list[str]) -> Wrong:
    found = 0
    for line, cell in zip(votes.lines, cells, strict=True):
        for name in cell.split(",") if cell else []:
            if name.strip() not in places and found < SHOWN:
                found += 1
                wrong = f"There is no project “{name.strip()}”."
                yield f"row {line}", "vote", wrong, "Write an id from PROJECTS, or take it out."


def points_of(reader: Reader, votes: Table, lengths: Ints) -> Ints:
    """The points given, one ballot after the other."""
    if "points" not in votes.heading:
        mend = "Add a column “points”, with a number for each project in “vote”."
        raise reader.fail("VOTES", "points", "The points are missing.", mend)
    cells = [cell if cell.lower() != BLANK else "" for cell in votes.column("points")]
    reader.check(wrong_points(votes, cells, lengths.tolist()))
    texts = ",".join(filter(None, cells)).split(",") if any(cells) else []
    return np.array([int(text.partition(".")[0]) for text in texts], np.int64)  # "3.0" is 3


def wrong_points(votes: Table, cells: list[str], lengths: list[int]) -> Wrong:
    right = re.compile(rf"{WHOLE}(?:,{WHOLE})*|")
    found = 0
    for line, cell, length in zip(votes.lines, cells, lengths, strict=True):
        row, count = f"row {line}", cell.count(",") + 1 if cell else 0
        if found < SHOWN and (count != length or not right.fullmatch(cell)):
            found += 1
            if count != length:
                wrong = f"“{cell}” are points for {count} projects, “vote” names {length}."
                yield row, "points", wrong, "Give as many as there are projects."
            else:
                wrong = f"“{cell}” aren't whole numbers from 0."
                mend = "Write up to 15 digits each; multiply all by 10 or 100 to make them whole."
                yield row, "points", wrong, mend
