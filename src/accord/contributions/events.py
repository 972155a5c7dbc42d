"""What is done with people's words. Where nobody may be traced, only the day is kept."""

from django.utils.translation import gettext_lazy as _

from accord.contributions.voices import Voice
from accord.record.events import emit
from accord.record.registry import Verb, private, public
from accord.record.viewer import Viewer

SEALED = ["words"]
WORDS_HELD = private("words.held", _("Someone’s words wait until a person has read them"))
WORDS_PUBLISHED = public("words.published", _("Someone’s words were published"), sealed=SEALED)
WORDS_RELEASED = public(
    "words.released", _("Someone’s words were read by a person and published"), sealed=SEALED
)
WORDS_EDITED = public("words.edited", _("Someone changed their words"), sealed=SEALED)
ANSWERS_CHANGED = private(
    "words.answers_changed", _("Someone changed what isn’t public of their answers")
)
WORDS_WITHDRAWN = public("words.withdrawn", _("Someone withdrew their words"), sealed=SEALED)
WORDS_HIDDEN = public(
    "words.hidden",
    _("Someone’s words were hidden, with a reason"),
    data=["reason"],
    sealed=SEALED,
)
WORDS_HELD_BACK = public(
    "words.held_back",
    _("Someone’s words were read and not published, with a reason"),
    data=["reason"],
    sealed=SEALED,
)
WORDS_SHOWN_AGAIN = public(
    "words.shown_again",
    _("Someone’s words are shown again, with a reason"),
    data=["reason"],
    sealed=SEALED,
)
WORDS_TRANSLATED = private("words.translated", _("Someone’s words were put into another language"))
TRANSLATION_REMOVED = private(
    "words.translation_removed", _("A translation of someone’s words was taken away")
)
DISCUSSION_CLOSED = private("discussion.closed", _("A discussion was closed"))
DISCUSSION_REOPENED = private("discussion.reopened", _("A discussion was opened again"))
WORDS_UNSIGNED = private("words.unsigned", _("A name was taken off someone’s words"))
TRANSLATION_UNSIGNED = private(
    "words.translation_unsigned", _("A name was taken off a translation of someone’s words")
)
# Its number is on the page of the idea and in the list; wider pages don't change with each.
SUPPORTED = private("words.supported", _("Someone supports an idea"), reach=1, is_unsigned=True)
SUPPORT_ENDED = private(
    "words.support_ended", _("Someone supports an idea no more"), reach=1, is_unsigned=True
)


def emit_words(verb: Verb, words: Voice, viewer: Viewer | None, reason: str = "") -> None:
    """With a fingerprint of the words, sealed, where the log has a line."""
    emit(
        verb,
        words,
        viewer,
        data={"reason": reason} if "reason" in verb.data and reason else {},
        sealed={"words": words.fingerprint} if verb.is_public else {},
        by_day=words.is_traceless,
    )
