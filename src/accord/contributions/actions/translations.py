"""Somebody's words in another language: put there by name by a translator, or taken away."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accord.contributions.actions.moderation import locked
from accord.contributions.events import TRANSLATION_REMOVED, WORDS_TRANSLATED, emit_words
from accord.contributions.models import Contribution, Translation
from accord.contributions.roles import TRANSLATOR
from accord.errors import Conflict
from accord.record.roles import role
from accord.record.rules import require
from accord.record.viewer import Viewer
from accord.ui.words import refuse_contact


@transaction.atomic
def translate_words(
    *,
    viewer: Viewer,
    contribution: Contribution,
    language: str,
    title: str,
    body: str,
    revision: int,
) -> Translation:
    """The words in another language, in place of what was there in it.

    `revision` is the one that the translator has read: of others it would be no translation.
    """
    row: Contribution = locked(contribution)
    require(viewer, "contributions.translate", row)
    if language not in dict(settings.LANGUAGES):
        raise Conflict(_("This site doesn’t know that language."))
    if language == row.language:
        raise Conflict(_("These words are in that language already."))
    if revision != row.revision:
        raise Conflict(
            _("These words were changed while you translated. Read them again, then show yours.")
        )
    refuse_contact(title, body)
    made, _is_new = Translation.objects.update_or_create(
        contribution=row,
        language=language,
        defaults={
            "revision": row.revision,
            "title": title,
            "body": body,
            "made_by": viewer.actor.display_name or str(role(TRANSLATOR).name),
            "translator": viewer.actor,
        },
    )
    emit_words(WORDS_TRANSLATED, row, viewer)
    return made


@transaction.atomic
def remove_translation(*, viewer: Viewer, translation: Translation) -> bool:
    """Take it away, and say whether it was there; the words themselves stay as they are."""
    words: Contribution = locked(translation.contribution)
    row = Translation.objects.filter(pk=translation.pk).first()
    if row is None:
        return False
    require(viewer, "contributions.untranslate", row)
    row.delete()
    emit_words(TRANSLATION_REMOVED, words, viewer)
    return True
