"""What a moderator does: publish what was held, hide with a reason, show again with a reason.
A reviewer shows again as well, but not what they hid themselves.

Nothing vanishes silently, and nothing comes back so. Each says whether it changed anything: of two
moderators at once, the first decides.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.contributions import moderated
from accord.contributions.events import (
    WORDS_HELD_BACK,
    WORDS_HIDDEN,
    WORDS_RELEASED,
    WORDS_SHOWN_AGAIN,
    emit_words,
)
from accord.contributions.moderated import add_beside
from accord.contributions.voices import Voice
from accord.errors import Conflict, NotAllowed
from accord.record.rules import require
from accord.record.viewer import Viewer
from accord.ui.words import refuse_contact


def locked(words: Voice) -> Any:
    rows: Any = moderated.of(words).rows()
    return rows.locked().get(pk=words.pk)


@transaction.atomic
def release(*, viewer: Viewer, words: Voice, seen: str = "") -> bool:
    """Publish words that a person has read; `seen` is the mark of those that were read."""
    row = locked(words)
    require(viewer, "contributions.moderate", row.process)
    refuse_own(viewer, row)
    _refuse_unread(row, seen)
    if row.published_at or row.withdrawn_at or row.hidden_at:
        return False
    _publish(row)
    row.save(update_fields=["published_at"])
    emit_words(WORDS_RELEASED, row, viewer)
    moderated.of(row).count(row, +1)
    return True


@transaction.atomic
def hide(*, viewer: Viewer, words: Voice, reason: str, seen: str = "") -> bool:
    """Take words from view for a reason that their author and the public log are told."""
    row = locked(words)
    require(viewer, "contributions.moderate", row.process)
    refuse_contact(reason)
    _refuse_unread(row, seen)
    if row.hidden_at or row.withdrawn_at:
        return False
    was_shown = row.is_published
    row.hidden_at, row.hidden_reason, row.hidden_by = timezone.now(), reason, viewer.actor
    row.shown_again_at, row.shown_again_reason = None, ""
    row.save(update_fields=HIDING)
    emit_words(WORDS_HIDDEN if was_shown else WORDS_HELD_BACK, row, viewer, reason)
    if was_shown:
        moderated.of(row).count(row, -1)
    return True


@transaction.atomic
def show_again(*, viewer: Viewer, words: Voice, reason: str, seen: str = "") -> bool:
    """Bring hidden words back, for a reason that is told as well. Those never shown are now."""
    row = locked(words)
    require(viewer, "contributions.review", row)
    refuse_own(viewer, row)
    refuse_contact(reason)
    _refuse_unread(row, seen)
    if row.withdrawn_at:
        raise Conflict(_("Whoever wrote this has taken it back, so it can’t be shown."))
    if not row.hidden_at:
        return False
    row.hidden_at, row.hidden_reason, row.hidden_by = None, "", None
    row.shown_again_at, row.shown_again_reason = timezone.now(), reason
    verb = WORDS_SHOWN_AGAIN if row.published_at else WORDS_RELEASED
    _publish(row)
    row.save(update_fields=[*HIDING, "published_at"])
    emit_words(verb, row, viewer, reason)
    moderated.of(row).count(row, +1)
    return True


HIDING = ["hidden_at", "hidden_reason", "hidden_by", "shown_again_at", "shown_again_reason"]


def refuse_own(viewer: Viewer, row: Voice) -> None:
    """Nobody judges in their own matter, whatever role they hold."""
    if moderated.is_own(viewer, row):
        raise NotAllowed(_("These are your own words, so somebody else decides about them."))


def _refuse_unread(row: Voice, seen: str) -> None:
    """Whoever wrote them may have changed them since the moderator's page was made."""
    add_beside([row])
    if seen and seen != row.mark:
        raise Conflict(
            _("These words were changed after you opened the page. Read them again, then decide.")
        )


def _publish(row: Any) -> None:
    """Where nobody may be traced, the moment of reading would say too much."""
    if row.published_at is None:
        row.published_at = row.received_at if row.is_traceless else timezone.now()
