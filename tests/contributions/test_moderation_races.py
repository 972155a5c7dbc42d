"""Two moderators at once: the first decides, the counters move once, the log says it once.

The mutation beside each: without the lock of the row, the same race counts twice.
"""

from contextlib import contextmanager

import pytest

from accord.contributions import actions, moderated
from accord.contributions.actions import moderation
from accord.contributions.models import Contribution
from accord.processes.models import ActivityTally
from accord.record.models import LogEntry
from tests.contributions.test_races import race
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import AppointmentFactory
from tests.factories.viewers import viewer_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 12


@contextmanager
def without_lock(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(
            moderation, "locked", lambda words: moderated.of(words).rows().get(pk=words.pk)
        )
        yield


def hidden_idea():
    idea = ContributionFactory(hidden_at="2026-11-24T12:00:00Z", hidden_reason="Rule 3")
    ActivityTally.objects.update(contributions=0, unanswered=0)
    return idea


def outcome(idea, verb):
    tally = ActivityTally.objects.get(activity=idea.activity_id)
    entries = LogEntry.objects.filter(subject=idea.pk, verb=verb).count()
    return tally.contributions, tally.unanswered, entries


def shown_again_by_many():
    idea = hidden_idea()
    judge = AppointmentFactory(process=idea.process, role="moderator").person
    idea = moderated.of(idea).rows().get(pk=idea.pk)
    race(lambda: actions.show_again(viewer=viewer_of(judge), words=idea, reason="A mistake"), 1)
    return outcome(idea, "words.shown_again")


def hidden_by_many():
    idea = ContributionFactory()
    ActivityTally.objects.update(contributions=5, unanswered=5)
    judge = AppointmentFactory(process=idea.process, role="moderator").person
    idea = moderated.of(idea).rows().get(pk=idea.pk)
    race(lambda: actions.hide(viewer=viewer_of(judge), words=idea, reason="Rule 3"), 1)
    return outcome(idea, "words.hidden")


def test_showing_again_at_once_counts_once():
    assert [shown_again_by_many() for _ in range(3)] == [(1, 1, 1)] * 3


def test_hiding_at_once_counts_once():
    assert [hidden_by_many() for _ in range(3)] == [(4, 4, 1)] * 3


def test_without_the_lock_showing_again_counts_twice(monkeypatch):
    with without_lock(monkeypatch):
        outcomes = [shown_again_by_many() for _ in range(ROUNDS)]

    assert [one for one in outcomes if one != (1, 1, 1)]


def test_hiding_and_showing_at_once_end_in_one_state_with_its_counters():
    """Whoever is last holds: shown and counted, or hidden and not counted."""
    idea = hidden_idea()
    judge = AppointmentFactory(process=idea.process, role="moderator").person
    idea = moderated.of(idea).rows().get(pk=idea.pk)

    def both():
        actions.show_again(viewer=viewer_of(judge), words=idea, reason="A mistake")
        actions.hide(viewer=viewer_of(judge), words=idea, reason="Rule 3")

    race(both, 5)

    is_shown = Contribution.objects.shown().filter(pk=idea.pk).exists()
    tally = ActivityTally.objects.get(activity=idea.activity_id)
    assert (tally.contributions, tally.unanswered) == ((1, 1) if is_shown else (0, 0))
    verbs = list(
        LogEntry.objects.filter(subject=idea.pk).order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["words.shown_again", "words.hidden"] * (len(verbs) // 2)
