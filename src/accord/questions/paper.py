"""A sheet on paper: what is asked, and the room to answer it by hand."""

from dataclasses import dataclass

from accord.questions.registry import Asking
from accord.questions.sheets import AskedQuestion, AskedSheet, asked_of, not_public
from accord.ui.days import PARTS, SIZES, reading_order


@dataclass(frozen=True)
class PaperRow:
    """A question as it is printed. `stands_apart`: a box to tick, below the lines."""

    question: AskedQuestion
    label: str
    notes: tuple[str, ...]

    @property
    def template(self) -> str:
        return self.question.kind.paper_template

    @property
    def stands_apart(self) -> bool:
        return self.question.kind.stands_apart

    @property
    def day_parts(self) -> list[tuple[str, range]]:
        """The boxes of a day: what each is called, and a square for each of its digits."""
        return [(str(PARTS[part]), range(SIZES[part])) for part in reading_order()]


def paper_rows(sheet: AskedSheet, asking: Asking) -> list[PaperRow]:
    """Without what paper doesn't ask, such as the language."""
    return [
        _row(sheet, question, asking)
        for question in asked_of(sheet, asking)
        if question.kind.paper_template
    ]


def _row(sheet: AskedSheet, question: AskedQuestion, asking: Asking) -> PaperRow:
    """Our own words for paper say all; of others the hint and the rest stand beside."""
    kind = question.kind
    notes = [sheet.condition(question), kind.paper_note(question)]
    if not question.declared_paper:
        notes.insert(1, question.plain_hint)
    if question.is_sensitive:
        notes += [not_public(), question.reason]
    label = kind.paper_label(question, asking)
    return PaperRow(question, label, tuple(note for note in notes if note))
