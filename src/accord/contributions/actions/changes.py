"""What people do with their own words: change them, take them back, claim their receipt."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accord.contributions.actions.admission import moment_of
from accord.contributions.actions.moderation import locked
from accord.contributions.actions.tallies import adjust_counts
from accord.contributions.events import (
    ANSWERS_CHANGED,
    WORDS_EDITED,
    WORDS_WITHDRAWN,
    emit_words,
)
from accord.contributions.models import Contribution, Receipt, Revision
from accord.errors import Conflict, NotAllowed
from accord.questions.actions import forget_sensitive, replace_answers
from accord.questions.answers import (
    GivenAnswer,
    answers_of,
    as_kept,
    as_parts,
    public_texts,
)
from accord.record.rules import require
from accord.record.viewer import Viewer
from accord.ui.words import refuse_contact


@transaction.atomic
def edit(
    *,
    viewer: Viewer,
    contribution: Contribution,
    title: str,
    body: str,
    answers: tuple[GivenAnswer, ...] | None = None,
) -> Contribution:
    """New words in place of the old; old ones that were shown stay readable as a revision.

    Of words that nobody was shown there is none: they may be held for what the edit took out.
    Without `answers` those to added questions stay as they are.
    """
    row: Contribution = locked(contribution)
    require(viewer, "contributions.edit", row)
    if row.withdrawn_at or row.hidden_at:
        raise Conflict(_("These words are no longer shown, so they can’t be changed."))
    before = answers_of([row.pk], with_sensitive=True).get(row.pk, [])
    given = before if answers is None else answers
    if (row.title, row.body, as_parts(before)) == (title, body, as_parts(given)):
        return row
    if (row.title, row.body, as_kept(before)) == (title, body, as_kept(given)):
        replace_answers(row.subject, given)  # only what isn't public has changed
        emit_words(ANSWERS_CHANGED, row, viewer)
        return row
    if row.published_at:
        refuse_contact(title, body, *public_texts(given))
        _keep_revision(row, before)
        row.revision += 1
    row.title, row.body = title, body
    row.submission_key = None  # it no longer says what was sent, so that can be sent again
    row.save(update_fields=["title", "body", "revision", "submission_key"])
    if answers is not None:
        replace_answers(row.subject, answers)
    emit_words(WORDS_EDITED, row, viewer)
    return row


def _keep_revision(row: Contribution, answers: Iterable[GivenAnswer]) -> None:
    """What people could read: an answer that isn't public leaves no trace."""
    Revision.objects.create(
        contribution=row,
        number=row.revision,
        title=row.title,
        body=row.body,
        answers=as_kept(answers),
        at=row.received_at if row.revision == 1 else moment_of(row),
    )


@transaction.atomic
def withdraw(*, viewer: Viewer, contribution: Contribution) -> None:
    """Take the words off the site; their number stays."""
    row: Contribution = locked(contribution)
    require(viewer, "contributions.withdraw", row)
    if row.withdrawn_at:
        return
    was_shown = row.is_published
    row.withdrawn_at = moment_of(row)
    row.submission_key = None  # so that the same can be said again
    row.save(update_fields=["withdrawn_at", "submission_key"])
    forget_sensitive([row.pk])
    emit_words(WORDS_WITHDRAWN, row, viewer)
    if was_shown:
        adjust_counts(row, -1)


@transaction.atomic
def claim_receipt(*, viewer: Viewer, receipt: Receipt) -> None:
    """Tie a receipt to an account, so that its words are found without the code."""
    require(viewer, "contributions.claim", viewer.space)
    row = Receipt.objects.select_for_update().get(pk=receipt.pk)
    activity = row.activity
    if activity is not None and activity.is_fully_anonymous:
        raise NotAllowed(_("Nobody may know who said this, so it can’t be tied to an account."))
    if row.claimed_by_id not in (None, viewer.pk):
        raise Conflict(_("This receipt is tied to an account already."))
    row.claimed_by = viewer.actor
    row.save(update_fields=["claimed_by"])
