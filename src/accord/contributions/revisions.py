"""Earlier words, with what was answered beside them."""

from collections.abc import Iterable

from accord.contributions.models import Revision
from accord.questions.answers import from_kept


def with_answers(revisions: Iterable[Revision]) -> list[Revision]:
    """One question for all their questions, and none where nothing was added to the sheet."""
    rows = list(revisions)
    for row, given in zip(rows, from_kept(row.answers for row in rows), strict=True):
        row.given = given
    return rows
