"""The codes of questions and choices: given once, and parts of the names of columns."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accord.errors import Conflict
from accord.processes.models import Activity
from accord.questions.models import Question
from accord.questions.registry import question_kind
from accord.questions.sheets import MOST_CHOICES, AskedQuestion
from accord.ui.codes import free_code
from accord.ui.texts import LocalizedText

if TYPE_CHECKING:
    from accord.questions.actions.drafts import ChoiceWords

LONGEST_CODE = 32
RESERVED = {"new", "preview", "publication", "changes", "data"}  # pages stand at these addresses


def coded(choices: "Sequence[ChoiceWords]") -> list[dict[str, object]]:
    """Each with a code of its own that stays whatever it says later."""
    if len(choices) > MOST_CHOICES:
        raise Conflict(_("There is room for %(count)d choices.") % {"count": MOST_CHOICES})
    taken = {choice.code for choice in choices if choice.code}
    found: list[dict[str, object]] = []
    given: set[str] = set()
    for choice in choices:
        is_own = choice.code and choice.code not in given  # a code that came twice says nothing
        code = choice.code if is_own else _code_of(choice.text, taken, "choice")
        taken.add(code)
        given.add(code)
        found.append({"code": code, "text": choice.text.plain()})
    return found


def free_question_code(activity: Activity, text: LocalizedText, kind: str) -> str:
    """Of no question that was ever asked here: a file to take home keeps its columns apart."""
    declared = [question.code for question in activity.type.questions]
    asked = list(Question.objects.filter(sheet__about=activity.pk, is_built_in=False))
    taken = {*(row.code for row in asked), *declared, *RESERVED}
    columns = {column for row in asked for column in _columns(row.code, row.kind)}
    while True:
        code = _code_of(text, taken, "question")
        if columns.isdisjoint(_columns(code, kind)):
            return code
        taken.add(code)


def _columns(code: str, kind: str) -> list[str]:
    """Of an added question in a file; a kind may need more than one."""
    asked = AskedQuestion(code, question_kind(kind), text="")
    return asked.kind.columns(asked)


def _code_of(text: LocalizedText, taken: Iterable[str], fallback: str) -> str:
    """A free code with underscores, as it is part of a column's name."""
    used = {code.replace("_", "-") for code in taken}
    code = free_code(text.in_language("en").text, used, fallback, longest=LONGEST_CODE)
    return code.replace("-", "_")
