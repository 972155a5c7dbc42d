"""people.csv and population.csv: who took part, and who could have.

`people.csv` has an attribute in each column and a participant in each row; an empty cell, or
"unknown", is no answer. `population.csv` has the columns attribute, value and share or count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from accord.interchange.problems import BrokenSource, Problem
from accord.interchange.rows import Row, columns_here, head_in, lines_of, rows_of
from accord.methods.representation.people import UNKNOWN, Attribute, People, Population

NO_ANSWER = {"", "unknown"}
PERSON = "person"
MOST_PROBLEMS = 20
MOST_DIGITS = 15
# Shares printed to one decimal of a percent can miss the whole by this much a value; of many
# values misses go both ways, so that more than this in all is no rounding.
ROUNDING, MOST_ROUNDING = Fraction(1, 2000), Fraction(1, 50)


@dataclass(frozen=True)
class Census:
    """Both files, fitting each other.

    Attributes:
        people: participants, columns as in the population.
        population: attributes that both files have.
        notices: what was passed over or put right, in sentences.
    """

    people: People
    population: Population
    notices: tuple[str, ...]


class Problems:
    """Collects what is wrong with a file, and stops when it is enough."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, row: int | None, field: str, wrong: str, mend: str) -> None:
        place = "" if row is None else f"row {row}"
        self.found.append(Problem(self.path.name, place, field, wrong, mend))
        if len(self.found) >= MOST_PROBLEMS:
            self.stop()

    def stop(self) -> None:
        if self.found:
            raise BrokenSource(self.found)


def read_census(people: Path, population: Path) -> Census:
    """Read both files.

    Raises:
        BrokenSource: with file, row and column of what is wrong, up to twenty at once.
    """
    attributes, notices = read_population(population)
    names = [attribute.name for attribute in attributes]
    (line, header), rows, problems = opened(people)
    missing = [name for name in names if name not in header]
    passed_over = [name for name in header if name not in names and name != PERSON]
    notices += [
        f"{people.name}: {name} isn't in {population.name}: left out." for name in passed_over
    ]
    notices += [f"{population.name}: {name} isn't in {people.name}: left out." for name in missing]
    used = [attribute for attribute in attributes if attribute.name in header]
    if not used:
        problems.add(
            line,
            "",
            f"none of {', '.join(names)} is a column here.",
            f"{columns_here(header)} Call them as the attributes of the population are called.",
        )
        problems.stop()
    codes = answers(header, rows, used, problems)
    if not codes:
        problems.add(None, "", "nobody took part.", "Give a row for each participant.")
    problems.stop()
    if PERSON not in header and any(set(each) == {UNKNOWN} for each in codes):
        # How many would tell more than is shown anywhere else.
        notices.append(f"{people.name}: rows without any answer were counted as people.")
    return Census(
        People.one_by_one(np.array(codes, np.int32).reshape(-1, len(used))),
        Population(tuple(used)),
        tuple(notices),
    )


def opened(path: Path) -> tuple[Row, Iterator[Row], Problems]:
    """The names of the columns, and rows, each with the line it begins in."""
    problems = Problems(path)
    rows = rows_of(path.name, lines_of(path))
    line, header = head_in(path.name, rows)
    for name in sorted({name for name in header if header.count(name) > 1 or not name}):
        problems.add(line, name, "a column has no name or another's.", "Call each column once.")
    problems.stop()
    return (line, header), rows, problems


def answers(
    header: list[str],
    rows: Iterator[Row],
    used: Sequence[Attribute],
    problems: Problems,
) -> list[list[int]]:
    places = [header.index(attribute.name) for attribute in used]
    code_of = [{value: code for code, value in enumerate(each.values)} for each in used]
    person_at = header.index(PERSON) if PERSON in header else None
    row_of: dict[str, int] = {}
    found = []
    for line, row in rows:
        if len(row) != len(header):
            problems.add(
                line,
                "",
                f"there are {len(row)} cells, and {len(header)} columns.",
                "Give each column one cell; leave it empty where there is no answer.",
            )
            continue
        if person_at is not None:
            check_person(row[person_at].strip(), line, row_of, problems)
        codes = []
        for place, attribute, known in zip(places, used, code_of, strict=True):
            value = row[place].strip()
            code = UNKNOWN if value.lower() in NO_ANSWER else known.get(value)
            if code is None:
                problems.add(
                    line,
                    attribute.name,
                    f"“{value[:40]}” isn't in the population.",
                    f"Write one of {', '.join(attribute.values)}, or nothing.",
                )
            codes.append(UNKNOWN if code is None else code)
        found.append(codes)
    return found


def check_person(name: str, line: int, row_of: dict[str, int], problems: Problems) -> None:
    if not name:
        problems.add(line, PERSON, "this is empty.", "Name each participant, or none.")
    elif name in row_of:
        wrong = f"“{name[:40]}” stands in row {row_of[name]} too."
        problems.add(line, PERSON, wrong, "Give each participant one row.")
    else:
        row_of[name] = line


def read_population(path: Path) -> tuple[list[Attribute], list[str]]:
    (line, header), rows, problems = opened(path)
    kinds = [name for name in ("share", "count") if name in header]
    if not {"attribute", "value"} <= set(header) or len(kinds) != 1:
        problems.add(
            line,
            "",
            columns_here(header),
            "They must be attribute, value and either share or count.",
        )
        problems.stop()
    (kind,) = kinds
    tables: dict[str, dict[str, Fraction]] = {}
    for line, row in rows:
        if not any(map(str.strip, row)):
            continue
        if len(row) != len(header):
            wrong = f"there are {len(row)} cells, and {len(header)} columns."
            problems.add(line, "", wrong, "Give each column one cell.")
            continue
        take_value(dict(zip(header, row, strict=True)), kind, line, tables, problems)
    if not tables:
        problems.add(None, "", "the population has no attribute.", "Give at least one.")
    problems.stop()
    notices: list[str] = []
    made = [attribute_of(name, table, kind, problems, notices) for name, table in tables.items()]
    problems.stop()
    return [attribute for attribute in made if attribute is not None], notices


def take_value(
    row: dict[str, str],
    kind: str,
    line: int,
    tables: dict[str, dict[str, Fraction]],
    problems: Problems,
) -> None:
    name, value = row["attribute"].strip(), row["value"].strip()
    if not name or value.lower() in NO_ANSWER:
        field = "value" if name else "attribute"
        problems.add(line, field, "this is empty or unknown.", "Name a group of people.")
        return
    amount = whole(row[kind]) if kind == "count" else share_of(row[kind])
    if amount is None:
        shape = "a whole number, such as 51200" if kind == "count" else "0.512 or 51.2 %"
        wrong = f"“{row[kind].strip()[:40]}” is no {kind} from 0 on."
        problems.add(line, kind, wrong, f"Write {shape}.")
        return
    table = tables.setdefault(name, {})
    if value in table:
        problems.add(line, "value", f"{name}, {value} stands here a second time.", "Give it once.")
        return
    table[value] = amount


def whole(cell: str) -> Fraction | None:
    text = cell.strip()
    return Fraction(int(text)) if is_number(text) and len(text) <= MOST_DIGITS else None


def share_of(cell: str) -> Fraction | None:
    """0.512, 51.2 % or 51.2% as what they are exactly; None for anything else, or above 1."""
    text = cell.strip()
    number = text.removesuffix("%").strip()
    left, _, right = number.partition(".")
    if not is_number(left) or (right and not is_number(right)) or len(number) > MOST_DIGITS:
        return None
    found = Fraction(number) / (100 if text.endswith("%") else 1)
    return found if found <= 1 else None


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def attribute_of(
    name: str,
    table: dict[str, Fraction],
    kind: str,
    problems: Problems,
    notices: list[str],
) -> Attribute | None:
    total = sum(table.values(), Fraction(0))
    if len(table) < 2:
        problems.add(
            None, name, "there is one value only.", "Give two or more, or leave the attribute out."
        )
        return None
    if kind == "count":
        if not total:
            problems.add(None, name, "nobody lives there.", "Give counts above 0.")
            return None
        return Attribute.from_counts(name, {value: int(count) for value, count in table.items()})
    if abs(total - 1) > min(ROUNDING * len(table), MOST_ROUNDING):
        problems.add(
            None,
            name,
            f"shares add up to {float(total):.2%}.",
            "They must make 100 %: look for a value that is missing or there twice.",
        )
        return None
    if total != 1:
        notices.append(f"{name}: shares add up to {float(total):.2%} and were scaled to 100 %.")
    shares = tuple(share / total for share in table.values())
    return Attribute(name, tuple(table), shares)
