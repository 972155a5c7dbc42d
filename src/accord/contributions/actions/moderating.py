"""What a moderator does: publish what was held, hide with a reason. Nothing vanishes silently."""

from django.db import transaction
from django.utils import timezone

from accord.contributions.actions.changing import locked
from accord.contributions.actions.tallies import count_words
from accord.contributions.models import Contribution
from accord.contributions.proofs import write_leaf
from accord.people.models import Person
from accord.people.rules import require


@transaction.atomic
def release(*, person: Person, contribution: Contribution) -> None:
    """Publish words that a person has read."""
    row = locked(contribution)
    require(person, "contributions.moderate", row.process)
    if row.published_at or row.withdrawn_at or row.hidden_at:
        return
    is_traceless = row.activity is not None and row.activity.is_fully_anonymous
    row.published_at = row.received_at if is_traceless else timezone.now()
    row.save(update_fields=["published_at"])
    write_leaf("words.released", row, actor=person)
    count_words(row, +1)


@transaction.atomic
def hide(*, person: Person, contribution: Contribution, reason: str) -> None:
    """Take words from view for a reason that their author and the public log are told."""
    row = locked(contribution)
    require(person, "contributions.moderate", row.process)
    if row.hidden_at or row.withdrawn_at:
        return
    was_shown = row.is_published
    row.hidden_at, row.hidden_reason = timezone.now(), reason
    row.save(update_fields=["hidden_at", "hidden_reason"])
    verb = "words.hidden" if was_shown else "words.held_back"
    write_leaf(verb, row, actor=person, reason=reason)
    if was_shown:
        count_words(row, -1)
