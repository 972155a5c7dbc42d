"""What is wrong with a source, so that whoever keeps it can find the place and mend it."""

from dataclasses import dataclass

LONGEST = 400  # characters of a part of a message: names in a file can be as long as the file


@dataclass(frozen=True)
class Problem:
    file: str
    row: str
    field: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.row, self.field) if part)
        return f"{shown(place)}: {shown(self.wrong)} {shown(self.mend)}".rstrip()


class BrokenSource(Exception):
    """The source can't be taken in; nothing of it has been written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def broken(file: str, row: str, field: str, wrong: str, mend: str) -> BrokenSource:
    return BrokenSource([Problem(file, row, field, wrong, mend)])


def shown(text: str) -> str:
    """A text in one line and not too long, without what a terminal would obey."""
    line = "".join(map(safe, text[: LONGEST + 1]))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def plain(text: str) -> str:
    """Lines of text without what a terminal would obey."""
    return "\n".join("".join(map(safe, line)) for line in text.split("\n"))


def safe(sign: str) -> str:
    if sign.isprintable() or "\ud800" <= sign <= "\udfff":  # half a character: left to the stream
        return sign
    return " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"
