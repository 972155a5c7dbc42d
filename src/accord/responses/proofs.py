"""How themes and answers stand in the public log."""

from typing import Any

from accord.record.models import Subject
from accord.responses.models import Response, Synthesis, Theme


def synthesis_was_shown(synthesis: Synthesis) -> bool:
    return synthesis.published_at is not None and synthesis.process.is_public


def response_was_shown(response: Response) -> bool:
    """Published, to something that people were shown too."""
    is_out = response.published_at is not None and response.process.is_public
    return is_out and response.target_published_at is not None


def response_in_public(response: Response) -> bool:
    """Shown, to something that still is."""
    words = response.contribution
    return response_was_shown(response) and (words is None or words.is_published)


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


def response_form(response: Response) -> dict[str, Any]:
    return {
        "answers": named(response.target.subject),
        "number": response.number,
        "outcome": response.outcome,
        "obstacle": response.obstacle,
        "next_step": response.next_step,
        "reasons": response.reasons.plain(),
        "office": response.office.code if response.office else None,
    }


def named(subject: Subject) -> str:
    return f"{subject.kind}/{subject.code}"
