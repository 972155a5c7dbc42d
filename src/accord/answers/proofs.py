"""How answers stand in the public log."""

from typing import Any

from accord.answers.models import Response
from accord.record.models import Subject


def response_was_shown(response: Response) -> bool:
    """Published, to something that people were shown too."""
    is_out = response.published_at is not None and response.process.is_public
    return is_out and response.target_published_at is not None


def response_in_public(response: Response) -> bool:
    """Shown, to something that still is."""
    is_to_words = response.contribution_id is not None
    return response_was_shown(response) and (not is_to_words or response.is_target_shown)


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
