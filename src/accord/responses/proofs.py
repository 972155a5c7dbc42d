"""How themes and answers stand in the public log."""

from typing import Any

from accord.plans.models import Commitment
from accord.processes.models import Decision
from accord.record.models import Subject
from accord.record.registry import register_proof
from accord.responses.models import Link, Response, Synthesis, Theme

LINK_ENDS = (
    "links__decision__process",
    "links__commitment__plan__process",
    "links__clause__commitment__plan__process",
    "links__milestone__commitment__plan__process",
)


def declare() -> None:
    register_proof(
        kind="theme",
        model=Theme,
        version=1,
        canonical=theme_form,
        was_shown=lambda theme: theme.published_at is not None and theme.process.is_public,
        shown_by=lambda theme: theme.process,
        queryset=lambda: Theme.objects.select_related("process", "merged_into").prefetch_related(
            "links__decision"
        ),
    )
    register_proof(
        kind="response",
        model=Response,
        version=1,
        canonical=response_form,
        was_shown=response_was_shown,
        shown_by=lambda response: response.process,
        in_public=response_in_public,
        queryset=lambda: Response.objects.for_page().prefetch_related(*LINK_ENDS),
    )
    register_proof(
        kind="synthesis",
        model=Synthesis,
        version=1,
        canonical=synthesis_form,
        was_shown=synthesis_was_shown,
        shown_by=lambda synthesis: synthesis.process,
        in_public=synthesis_was_shown,
        queryset=lambda: Synthesis.objects.select_related("process").prefetch_related("paragraphs"),
    )


def synthesis_was_shown(synthesis: Synthesis) -> bool:
    return synthesis.published_at is not None and synthesis.process.is_public


def response_was_shown(response: Response) -> bool:
    """Published, to something that people were shown too."""
    is_out = response.published_at is not None and response.process.is_public
    return is_out and response.target_published_at is not None


def response_in_public(response: Response) -> bool:
    """Shown, to something that still is, and leading to nothing that isn't."""
    words = response.contribution
    if not response_was_shown(response) or (words is not None and not words.is_published):
        return False
    return all(map(link_in_public, response.links.all()))


def link_in_public(link: Link) -> bool:
    end = link.end
    if isinstance(end, Decision):
        return end.process.is_public
    return (end if isinstance(end, Commitment) else end.commitment).plan.is_public


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
        "decisions": sorted(link.decision.number for link in theme.links.all() if link.decision)
        if is_public
        else [],
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
        "links": sorted(link_id(link) for link in response.links.all()),
    }


def link_id(link: Link) -> str:
    return named(link.end.subject)


def named(subject: Subject) -> str:
    return f"{subject.kind}/{subject.code}"
