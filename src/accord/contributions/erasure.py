"""What is forgotten of a person who spoke here: their name on the words, never the words.

Others answered those words and built on them, so they stay, as somebody's. Unsent drafts go.
Supports go too, and are counted off: each says what one person thinks, and together they would
draw that person's picture around an account without a name.
"""

from collections import defaultdict

from django.db.models import Q

from accord.contributions.actions.tallies import move
from accord.contributions.events import SUPPORT_ENDED, TRANSLATION_UNSIGNED, WORDS_UNSIGNED
from accord.contributions.models import (
    Contribution,
    Draft,
    Provenance,
    Receipt,
    Support,
    Translation,
)
from accord.contributions.moderated import all_moderated
from accord.contributions.roles import TRANSLATOR
from accord.people.models import Person
from accord.questions.actions import forget_sensitive
from accord.record.events import emit
from accord.record.models import Subject
from accord.record.roles import role


def forget(person: Person) -> None:
    _take_back_supports(person)
    Draft.objects.filter(person=person).delete()
    Provenance.objects.filter(operator=person).update(operator=None)
    _unsign_translations(person)
    for each in all_moderated():
        each.model._default_manager.filter(hidden_by=person).update(hidden_by=None)
    _unsign_words(person)
    Receipt.objects.filter(claimed_by=person).update(claimed_by=None)


def _unsign_words(person: Person) -> None:
    """Also words sent without an account whose receipt they tied to it later."""
    theirs = Contribution.objects.filter(Q(author=person) | Q(receipt__claimed_by=person))
    words = dict(theirs.values_list("pk", "activity_id"))
    Contribution.objects.filter(pk__in=words).update(author=None, signed_as="")
    forget_sensitive(words)
    for activity in sorted({key for key in words.values() if key}):
        emit(WORDS_UNSIGNED, Subject.objects.get(pk=activity), None)


def _unsign_translations(person: Person) -> None:
    """The translator's name goes; that a person translated stays."""
    theirs = Translation.objects.filter(translator=person)
    words = [row.contribution for row in theirs.select_related("contribution__subject")]
    theirs.update(translator=None, made_by=str(role(TRANSLATOR).name))
    for row in words:
        emit(TRANSLATION_UNSIGNED, row, None)


def _take_back_supports(person: Person) -> None:
    """One event for each activity in which they supported something."""
    rows = Support.objects.filter(person=person).order_by("contribution_id")
    supported: dict[Subject, list[Contribution]] = defaultdict(list)
    for row in rows.select_related("contribution__activity__subject"):
        words = row.contribution
        about = words.activity.subject if words.activity else words.subject
        supported[about].append(words)
    rows.delete()
    for about, those in supported.items():
        for words in those:
            move(Contribution, words.pk, "support_count", -1)
        emit(SUPPORT_ENDED, about, None, related=those)
