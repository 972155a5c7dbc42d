"""What is refused of a draft: what somebody else changed, and what can't be asked like this."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from accord.errors import ChangedMeanwhile, Conflict
from accord.questions.models import Question
from accord.questions.proofs import mark_of
from accord.ui.marked import marked


def refuse_changed(rows: Iterable[Question], seen: str) -> None:
    if seen and seen != mark_of(rows):
        raise Conflict(_("Somebody has changed the questions meanwhile. Look at them again."))


def refuse_unseen(question: Question, seen: str) -> None:
    if seen and seen != mark_of([question]):
        said = _("Somebody else has changed this question while you were writing.")
        raise ChangedMeanwhile(said)


def gives_away(question: str) -> str:
    said = _(
        "An answer to “%(question)s” would show what was answered to a question that isn’t public. "
        "Make both public, or neither."
    )
    return said % {"question": question}


def refuse_broken(rows: Sequence[Question]) -> None:
    """A question may only depend on a choice of one that stands before it.

    Whoever reads an answer to it knows that choice: what isn't public stays so down the chain.
    """
    choices: dict[str, set[str]] = {}
    hidden = {row.code for row in rows if row.is_sensitive}
    for row in rows:
        if row.show_if_code:
            if row.show_if_code not in choices:
                said = _("“%(question)s” can only depend on a question that stands before it.")
                raise Conflict(said % {"question": marked(row.text)})
            if row.show_if_choice not in choices[row.show_if_code]:
                said = _("“%(question)s” depends on a choice that isn’t there. Change that first.")
                raise Conflict(said % {"question": marked(row.text)})
            if row.show_if_code in hidden and not row.is_sensitive:
                raise Conflict(gives_away(marked(row.text)))
        choices[row.code] = {choice["code"] for choice in row.choices}
