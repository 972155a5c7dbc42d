"""Adoption waits for words that are on their way: nobody's idea slips past the count.

The tests do by hand what sending and release do first, in the order in which they do it.
"""

import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accord.contributions.models import FIRST_WORDS, Contribution
from accord.plans.checks import count_unanswered
from accord.processes.models import Activity
from accord.record.subjects import next_number
from tests.factories.contributions import ContributionFactory
from tests.factories.plans import ActionPlanFactory
from tests.factories.processes import ActivityFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PATIENCE = 20


def sending(activity):
    """What sending has written before it comes to the activity's tally."""

    def so_far():
        next_number(activity.process.subject, FIRST_WORDS)
        ContributionFactory(activity=activity)

    return so_far


def releasing(activity):
    """What release has written before it comes to the activity's tally."""
    held = ContributionFactory(activity=activity, published_at=None, held_at=timezone.now())

    def so_far():
        row = Contribution.objects.locked().get(pk=held.pk)
        row.published_at = timezone.now()
        row.save(update_fields=["published_at"])

    return so_far


def is_waiting():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def counted_while(action, activity, plan):
    """What adoption counts that begins while the action is done but not yet committed."""
    done, may_commit, counts = threading.Event(), threading.Event(), []

    def do():
        with transaction.atomic():
            action()
            done.set()
            may_commit.wait(PATIENCE)
        connection.close()

    def count():
        with transaction.atomic():
            counts.append(count_unanswered(plan, lock=True))
        connection.close()

    first, second = threading.Thread(target=do), threading.Thread(target=count)
    first.start()
    assert done.wait(PATIENCE)
    Activity.objects.filter(pk=activity.pk).update(closed_at=timezone.now())
    second.start()
    until = time.monotonic() + PATIENCE
    while second.is_alive() and not is_waiting() and time.monotonic() < until:
        second.join(0.01)
    may_commit.set()
    first.join(PATIENCE)
    second.join(PATIENCE)
    return counts


@pytest.mark.parametrize("way", [sending, releasing])
def test_words_that_are_being_published_are_counted(way):
    made = ActivityFactory()
    activity = Activity.objects.select_related("process__space").get(pk=made.pk)
    plan = ActionPlanFactory(process=activity.process)

    assert counted_while(way(activity), activity, plan) == [1]
