"""How people's words stand in the public log: their number and state, and their words sealed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Contribution
from accord.contributions.voices import Voice
from accord.record.actions import record
from accord.record.registry import register_proof, register_verb
from accord.record.viewer import Viewer


def declare() -> None:
    register_verb("words.published", _("Someone's words were published"))
    register_verb("words.released", _("Someone's words were read by a person and published"))
    register_verb("words.edited", _("Someone changed their words"))
    register_verb("words.withdrawn", _("Someone withdrew their words"))
    register_verb("words.hidden", _("Someone's words were hidden, with a reason"))
    register_verb(
        "words.held_back", _("Someone's words were read and not published, with a reason")
    )
    register_verb("words.shown_again", _("Someone's words are shown again, with a reason"))
    register_words("comment")


def register_words(kind: str) -> None:
    """Words of this kind have their lines in the log; an activity says so of its own."""
    register_proof(
        kind=kind,
        model=Contribution,
        version=1,
        canonical=canonical,
        was_shown=was_shown,
        shown_by=lambda words: words.process,
        queryset=lambda: Contribution.objects.select_related("process", "activity"),
    )


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


def write_entry(verb: str, words: Voice, *, viewer: Viewer | None = None, reason: str = "") -> None:
    """The event and its entry; where nobody may be traced, by the day."""
    record(
        space=words.process.space,
        verb=verb,
        thing=words,
        viewer=viewer,
        public={"reason": reason} if reason else None,
        personal={"words": words.fingerprint},
        by_day=words.is_traceless,
    )
