"""What people do with themes and with what was heard: the only door to these tables."""

from accord.themes.actions.syntheses import (
    add_paragraph,
    create_synthesis,
    edit_paragraph,
    publish_synthesis,
)
from accord.themes.actions.themes import (
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
    "SaidAlready",
    "add_paragraph",
    "add_to_theme",
    "contest",
    "create_synthesis",
    "create_theme",
    "edit_paragraph",
    "edit_theme",
    "merge_themes",
    "publish_synthesis",
    "publish_theme",
    "publish_themes",
    "remove_from_theme",
    "settle_contest",
    "speaks_for",
    "undo_merge",
]
