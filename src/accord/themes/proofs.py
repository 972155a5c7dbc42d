"""How themes and what was heard stand in the public log."""

from typing import Any

from accord.themes.models import Synthesis, Theme


def synthesis_was_shown(synthesis: Synthesis) -> bool:
    return synthesis.published_at is not None and synthesis.process.is_public


def synthesis_form(synthesis: Synthesis) -> dict[str, Any]:
    return {
        "number": synthesis.number,
        "title": synthesis.title.plain(),
        "intro": synthesis.intro.plain(),
        "paragraphs": [
            {"code": row.code, "section": row.section.plain(), "heard": row.heard.plain()}
            for row in synthesis.paragraphs.all()
        ],
    }


def theme_form(theme: Theme) -> dict[str, Any]:
    """A draft's words aren't public yet, so they aren't part of it."""
    is_public = theme.published_at is not None
    return {
        "number": theme.number,
        "merged_into": theme.merged_into.number if theme.merged_into else None,
        "title": theme.title.plain() if is_public else None,
        "summary": theme.summary.plain() if is_public else None,
    }
