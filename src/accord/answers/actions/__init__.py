"""What people do with answers: the only door to these tables."""

from accord.answers.actions.bulk import answer_many, clear_many, publish_many, undo_drafts
from accord.answers.actions.rejoinders import rejoin
from accord.answers.actions.responses import (
    Answer,
    assign,
    clear_response,
    discard_draft,
    draft_response,
    edit_response,
    publish_response,
)

__all__ = [
    "Answer",
    "answer_many",
    "assign",
    "clear_many",
    "clear_response",
    "discard_draft",
    "draft_response",
    "edit_response",
    "publish_many",
    "publish_response",
    "rejoin",
    "undo_drafts",
]
