"""The door to the public for all that people say: shown at once, or held until somebody read it."""

import datetime as dt

from django.utils import timezone

from accord.contributions.events import WORDS_HELD, WORDS_PUBLISHED, emit_words
from accord.contributions.voices import Voice
from accord.record.models import Subject
from accord.record.viewer import Viewer
from accord.ui.strays import refuse_strays
from accord.ui.words import reason_to_hold


def admit(words: Voice, *beside: str) -> None:
    """Decide whether they are shown; `beside` is what is shown with them, such as a name."""
    words.held_reason = reason_to_hold(words.title, words.body, *beside)
    if words.held_reason:
        words.held_at = words.received_at
    else:
        words.published_at = words.received_at


def create_voice(words: Voice, *, viewer: Viewer, inside: Subject, kind: str) -> None:
    """Inside an action's transaction: words that have no receipt or counters of their own."""
    refuse_strays(words)
    words.received_at = moment_of(words)
    admit(words)
    words.number_in(inside, kind)
    words.save(force_insert=True)
    if words.body:
        emit_words(WORDS_PUBLISHED if words.published_at else WORDS_HELD, words, viewer)


def moment_of(words: Voice) -> dt.datetime:
    """Now; where nobody may be traced, the day and no more."""
    now = timezone.now()
    return noon_of(now) if words.is_traceless else now


def noon_of(moment: dt.datetime) -> dt.datetime:
    """The day of a moment and no more: noon, so that no zone moves it."""
    return dt.datetime.combine(timezone.localdate(moment), dt.time(12), dt.UTC)
