"""What people do with themes and answers: the only door to these tables."""

from accord.responses.actions.bulk import answer_many, clear_many, publish_many, undo_drafts
from accord.responses.actions.rejoinders import rejoin
from accord.responses.actions.responses import (
    Answer,
    assign,
    clear_response,
    discard_draft,
    draft_response,
    edit_response,
    publish_response,
)
from accord.responses.actions.syntheses import (
    add_paragraph,
    create_synthesis,
    edit_paragraph,
    publish_synthesis,
)
from accord.responses.actions.themes import (
    SaidAlready,
    add_to_theme,
    contest,
    create_theme,
    edit_theme,
    merge_themes,
    publish_theme,
    publish_themes,
    remove_from_theme,
    settle_contest,
    speaks_for,
    undo_merge,
)

__all__ = [
    "Answer",
    "SaidAlready",
    "add_paragraph",
    "add_to_theme",
    "answer_many",
    "assign",
    "clear_many",
    "clear_response",
    "contest",
    "create_synthesis",
    "create_theme",
    "discard_draft",
    "draft_response",
    "edit_paragraph",
    "edit_response",
    "edit_theme",
    "merge_themes",
    "publish_many",
    "publish_response",
    "publish_synthesis",
    "publish_theme",
    "publish_themes",
    "rejoin",
    "remove_from_theme",
    "settle_contest",
    "speaks_for",
    "undo_drafts",
    "undo_merge",
]
