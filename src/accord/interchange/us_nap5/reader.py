"""Reads the folder. Every row is looked at, and every fault is told, before one is raised."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord.interchange.markup import links_in, to_markdown
from accord.interchange.problems import BrokenSource, Problem
from accord.interchange.us_nap5.source import (
    Pair,
    Round,
    SourceCommitment,
    SourcePlan,
    SubCommitment,
)
from accord.ui.texts import tidy

COMMITMENTS = "us_nap5_commitments.json"
RESPONSES = "us_nap5_reasoned_response.json"
SITE = "https://open.usa.gov/"
REPOSITORY = "https://github.com/GSA/open.usa.gov"
SCALE = ("Not Started", "In Progress", "Complete")

CODE = re.compile(r"[A-Z]{2}\d{4}")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
NUMBERED = re.compile(r"^\d+\)\s*", re.MULTILINE)
HEADING = re.compile(r"^Theme \d+:\s*")
LONGEST = 50_000


class Row:
    """One row of a file; asks for its fields and notes what is wrong with them."""

    def __init__(self, file: str, row: str, value: Any, problems: list[Problem]) -> None:
        self.file, self.row, self.problems = file, row, problems
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.wrong("", "this isn't a row of named fields.", "Write it as an object.")

    def wrong(self, field: str, what: str, mend: str) -> None:
        name = f"field {field}" if field else ""
        self.problems.append(Problem(self.file, self.row, name, what, mend))

    def words(self, field: str, *, longest: int = LONGEST, may_be_empty: bool = False) -> str:
        value = self.value.get(field)
        if value is None and may_be_empty:
            return ""
        if not isinstance(value, str):
            self.wrong(field, f"{value!r} isn't text.", "Write the words between quotes.")
            return ""
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            self.wrong(field, "it holds half a character.", "Save the file as UTF-8.")
            return ""
        kept = tidy(value)
        if not kept and not may_be_empty:
            self.wrong(field, "it is empty.", "Write the words it should have.")
        if len(kept) > longest:
            self.wrong(
                field, f"it has {len(kept)} characters.", f"Shorten it to {longest} or fewer."
            )
        return kept

    def prose(self, field: str, *, may_be_empty: bool = False) -> str:
        return to_markdown(self.words(field, may_be_empty=may_be_empty), base=SITE)

    def code(self, field: str, pattern: re.Pattern[str], example: str) -> str:
        value = self.words(field, longest=20)
        if value and not pattern.fullmatch(value):
            self.wrong(field, f"{value!r} isn't a code.", f"Write it as {example}.")
        return value

    def rows(self, field: str, name: str) -> Iterator[tuple[int, Any]]:
        value = self.value.get(field)
        if not isinstance(value, list) or not value:
            self.wrong(field, f"it has no {name}.", f"Write at least one, in a list of {name}.")
            return
        yield from enumerate(value, start=1)

    def only_once(self, field: str, value: str, seen: set[str]) -> None:
        if value and value in seen:
            self.wrong(field, f"{value} stands here a second time.", "Give each row its own code.")
        seen.add(value)


def read(folder: Path) -> SourcePlan:
    """The whole source; `BrokenSource` names each broken row when there is one."""
    problems: list[Problem] = []
    plan_file = load(folder, COMMITMENTS, problems)
    pairs_file = load(folder, RESPONSES, problems)
    if problems:
        raise BrokenSource(problems)
    head = Row(COMMITMENTS, "head of the file", plan_file, problems)
    starts_on, ends_on = years(head)
    plan = SourcePlan(
        title=head.words("plan", longest=200),
        starts_on=starts_on,
        ends_on=ends_on,
        origin=f"{REPOSITORY}, {head.words('source_commit', longest=40)}",
        commitments=commitments(head),
        pairs=pairs(pairs_file, problems),
    )
    if problems:
        raise BrokenSource(problems)
    return plan


def load(folder: Path, name: str, problems: list[Problem]) -> Any:
    try:
        return json.loads((folder / name).read_text(encoding="utf-8"))
    except OSError:
        problems.append(
            Problem(name, "", "", f"there's no such file in {folder}.", "Give its folder.")
        )
    except UnicodeDecodeError:
        problems.append(Problem(name, "", "", "it isn't UTF-8.", "Save it as UTF-8."))
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        problems.append(Problem(name, place, "", f"{fault.msg}.", "Mend the JSON there."))
    return None


def years(head: Row) -> tuple[dt.date, dt.date]:
    row = Row(head.file, "implementation", head.value.get("implementation"), head.problems)
    start, end = date(row, "start"), date(row, "end")
    if end <= start:
        row.wrong("end", f"{end} isn't after {start}.", "Write a later day.")
    return start, end


def date(row: Row, field: str) -> dt.date:
    value = row.words(field, longest=10)
    try:
        return dt.date.fromisoformat(f"{value}-01" if MONTH.fullmatch(value) else value)
    except ValueError:
        row.wrong(field, f"{value!r} isn't a day.", "Write it as 2023-01 or 2023-01-31.")
        return dt.date(9999, 1, 1) if field == "end" else dt.date(1, 1, 1)


def commitments(head: Row) -> tuple[SourceCommitment, ...]:
    codes: set[str] = set()
    part_codes: set[str] = set()
    found = []
    for number, value in head.rows("commitments", "commitments"):
        row = Row(head.file, f"commitment {number}", value, head.problems)
        code = row.code("id", CODE, "US0113")
        row.row = f"commitment {number} ({code})" if code else row.row
        row.only_once("id", code, codes)
        found.append(
            SourceCommitment(
                code=code,
                title=row.words("title", longest=500),
                section=row.words("theme", longest=200),
                clauses=clauses(row.prose("text")),
                parts=parts(row, code, part_codes),
            )
        )
    return tuple(found)


def clauses(text: str) -> tuple[str, ...]:
    """A numbered list becomes a clause for each number; other prose is one clause."""
    body = text.removeprefix("Sub-Commitments:").lstrip()
    if body == text or not NUMBERED.match(body):
        return (text,)
    return tuple(tidy(piece) for piece in NUMBERED.split(body) if tidy(piece))


def parts(commitment: Row, code: str, seen: set[str]) -> tuple[SubCommitment, ...]:
    pattern = re.compile(rf"{re.escape(code)}\.\d+")
    found = []
    for number, value in commitment.rows("sub_commitments", "sub-commitments"):
        place = f"{commitment.row}, sub-commitment {number}"
        row = Row(commitment.file, place, value, commitment.problems)
        part_code = row.code("id", pattern, f"{code}.{number}")
        row.row = f"{place} ({part_code})" if part_code else place
        row.only_once("id", part_code, seen)
        found.append(
            SubCommitment(part_code, row.words("text"), lead(row), status(row), rounds(row))
        )
    return tuple(found)


def lead(row: Row) -> str:
    """One lead in two levels: the body, then its unit."""
    names = row.value.get("lead_agency")
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        row.wrong("lead_agency", f"{names!r} isn't a list of names.", 'Write ["Body", "Unit"].')
        return ""
    name = " / ".join(tidy(level) for level in names if tidy(level))
    if not name or len(name) > 250:
        row.wrong("lead_agency", "the name is empty or too long.", "Write 1 to 250 characters.")
    return name


def status(row: Row) -> str:
    value = row.words("status")
    if value and value not in SCALE:
        row.wrong("status", f"{value!r} isn't on the plan's scale.", f"Write {', '.join(SCALE)}.")
    return value


def rounds(part: Row) -> tuple[Round, ...]:
    seen: set[str] = set()
    found = []
    for number, value in part.rows("progress", "reporting rounds"):
        row = Row(part.file, f"{part.row}, round {number}", value, part.problems)
        period = row.code("period", MONTH, "2023-08")
        row.only_once("period", period, seen)
        evidence = row.prose("evidence", may_be_empty=True)
        found.append(Round(period, row.prose("text"), evidence, tuple(links_in(evidence))))
    return tuple(sorted(found, key=lambda turn: turn.period))


def pairs(value: Any, problems: list[Problem]) -> tuple[Pair, ...]:
    seen: set[str] = set()
    found = []
    whole = Row(RESPONSES, "", {"pairs": value}, problems)
    for number, entry in whole.rows("pairs", "pairs of what was heard and answered"):
        row = Row(RESPONSES, f"row {number}", entry, problems)
        code = row.code("ref", re.compile(r"[A-Z]\d+(\.\d+)?"), "B1")
        row.row = f"row {number} ({code})" if code else row.row
        row.only_once("ref", code, seen)
        section = HEADING.sub("", row.words("theme", longest=200))
        found.append(Pair(code, section, row.prose("what_we_heard"), row.prose("our_response")))
    return tuple(found)
