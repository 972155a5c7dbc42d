"""How people's words stand in the public log: their number and state, and their words sealed."""

from typing import Any

from accord.contributions.models import Contribution
from accord.contributions.voices import Voice


def canonical(contribution: Contribution) -> dict[str, Any]:
    """What stays as it is unless an entry says otherwise; the words are sealed apart, erasable."""
    return {
        **base_form(contribution),
        "kind": contribution.kind,
        "revision": contribution.revision,
    }


def was_shown(contribution: Contribution) -> bool:
    activity = contribution.activity
    return (activity is None or activity.announced_at is not None) and was_read(contribution)


def was_read(words: Voice) -> bool:
    """Published once; or kept from being so by a person, which the hosts must answer for."""
    is_judged = words.published_at is not None or words.hidden_at is not None
    return is_judged and words.process.is_public


def base_form(words: Voice) -> dict[str, Any]:
    """What is said of words of every kind."""
    return {"process": words.process.slug, "number": words.number, "state": state(words)}


def state(words: Voice) -> str:
    if words.withdrawn_at:
        return "withdrawn"
    if words.hidden_at:
        return "hidden"
    return "published" if words.published_at else "held"


def in_public(words: Voice) -> bool:
    return words.is_published and words.process.is_public
