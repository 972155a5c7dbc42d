"""All that happens to sheets, and to the rows of answers. This is the only door to their tables."""

from accord.questions.actions.answers import forget_sensitive, replace_answers, save_answers
from accord.questions.actions.drafts import (
    ChoiceWords,
    QuestionWords,
    add_question,
    discard_changes,
    edit_question,
    move_question,
    remove_question,
)
from accord.questions.actions.publication import publish_sheet

__all__ = [
    "ChoiceWords",
    "QuestionWords",
    "add_question",
    "discard_changes",
    "edit_question",
    "forget_sensitive",
    "move_question",
    "publish_sheet",
    "remove_question",
    "replace_answers",
    "save_answers",
]
