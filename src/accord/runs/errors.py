"""How long work ends early."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accord.errors import AccordError

LONGEST = 300  # letters of a cell that are shown; it may be the cell's length that is wrong
NEAREST = 80


class Stopped(Exception):
    """Somebody asked to stop it."""


class LostTurn(Exception):
    """Another worker has taken the job up: nothing written here may stay."""


@dataclass(frozen=True)
class Cell:
    """Where in a sheet something is wrong.

    Attributes:
        row: as an editor numbers it.
        column: its name.
        content: what stands there.
        before, after: the rows around it, each with its number.
    """

    row: int
    column: str
    content: str
    before: tuple[tuple[int, str], ...] = ()
    after: tuple[tuple[int, str], ...] = ()


class BrokenRow(AccordError):
    """A row of what somebody brought can't be taken in.

    `wrong` says what is wrong with it and `mend` what to do, both for the person.
    """

    def __init__(self, cell: Cell, wrong: "str | Promise", mend: "str | Promise") -> None:
        super().__init__(wrong)
        self.cell, self.mend = cell, mend

    def plain(self) -> dict[str, Any]:
        found = asdict(self.cell)
        found["content"] = shortened(self.cell.content, LONGEST)
        for side in ("before", "after"):
            found[side] = [[number, shortened(text, NEAREST)] for number, text in found[side]]
        return {"cell": found, "wrong": str(self.message), "mend": str(self.mend)}


def shortened(text: str, most: int) -> str:
    """In one line."""
    line = " ".join(text[: most + 1].split())
    return line if len(line) <= most else f"{line[:most]}…"


def plain_refusal(refusal: AccordError) -> dict[str, Any]:
    """A failure as it is kept, in the language of who asked."""
    if isinstance(refusal, BrokenRow):
        return refusal.plain()
    return {"wrong": str(refusal.message)}


def plain_fault(code: str) -> dict[str, Any]:
    return {"wrong": _("That didn’t work, and it’s our fault."), "code": code}
