"""What is wrong with a source, so that whoever keeps it can find the place and mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    file: str
    row: str
    field: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.row, self.field) if part)
        return f"{place}: {self.wrong} {self.mend}"


class BrokenSource(Exception):
    """The source can't be taken in; nothing of it has been written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
