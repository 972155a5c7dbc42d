"""The same support, the same submission key, many times at once: counted once, by constraint.

Each test has its mutation: with the constraint dropped, the same race counts more than once.
"""

import threading
import uuid
from contextlib import contextmanager

import pytest
from django.core.exceptions import MultipleObjectsReturned
from django.db import connection

from accord.contributions import actions
from accord.contributions.models import Contribution, Support
from accord.processes.models import Activity
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory
from tests.factories.viewers import viewer_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
THREADS, TRIES, ROUNDS = 8, 50, 30


def race(try_once, tries):
    """Every thread has its own connection, and all begin at the same moment."""
    barrier, failures = threading.Barrier(THREADS), []

    def run():
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            for _ in range(tries):
                try_once()
        except MultipleObjectsReturned:
            pass  # only without the constraint: what was doubled is then found twice
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    connection.close()
    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@contextmanager
def without(model, name):
    """The table as if somebody had forgotten the constraint."""
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    columns = next(row["columns"] for key, row in constraints.items() if key == name)
    table = f'"{model._meta.db_table}"'
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    try:
        yield
    finally:
        listed = ", ".join(f'"{column}"' for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" UNIQUE ({listed})')


def supports_after(tries):
    idea, person = ContributionFactory(), PersonFactory()
    race(lambda: actions.support(viewer=viewer_of(person), contribution=idea), tries)
    idea.refresh_from_db()
    return Support.objects.filter(contribution=idea).count(), idea.support_count


def submissions_after(tries):
    activity, person, key = ActivityFactory(), PersonFactory(), uuid.uuid4()
    said = actions.ContributionInput(title="Wells", body="Test the wells.", language="en")
    # With all that the action reads: instances are not shared between threads half-loaded.
    activity = Activity.objects.select_related("process__space").get(pk=activity.pk)

    def send():
        actions.submit(viewer=viewer_of(person), activity=activity, kind="idea", said=said, key=key)

    race(send, tries)
    activity.tally.refresh_from_db()
    return activity.contributions.count(), activity.tally.contributions


def submissions_after_withdrawal(tries):
    activity, person, key = ActivityFactory(), PersonFactory(), uuid.uuid4()
    said = actions.ContributionInput(title="Wells", body="Test the wells.", language="en")
    activity = Activity.objects.select_related("process__space").get(pk=activity.pk)

    def send():
        sent = actions.submit(
            viewer=viewer_of(person), activity=activity, kind="idea", said=said, key=key
        )
        return sent.contribution

    actions.withdraw(viewer=viewer_of(person), contribution=send())
    race(send, tries)
    activity.tally.refresh_from_db()
    return activity.contributions.count(), activity.tally.contributions


def comments_after(tries):
    """Without a receipt, whose code being unique would keep the second out as well."""
    idea, person, key = ContributionFactory(), PersonFactory(), uuid.uuid4()
    idea = Contribution.objects.select_related("process__space", "activity__process").get(
        pk=idea.pk
    )
    said = actions.ContributionInput(body="So do I.", language="en")

    race(lambda: actions.comment(viewer=viewer_of(person), on=idea, said=said, key=key), tries)
    idea.refresh_from_db()
    return Contribution.objects.filter(parent=idea).count(), idea.comment_count


def test_the_same_support_counts_once_however_often_it_is_sent():
    assert supports_after(TRIES) == (1, 1)


def test_the_same_submission_counts_once_however_often_it_is_sent():
    assert submissions_after(TRIES) == (1, 1)


def test_what_was_taken_back_counts_once_however_often_it_is_sent_again():
    assert submissions_after_withdrawal(TRIES) == (2, 1)


def test_the_same_comment_counts_once_however_often_it_is_sent():
    assert comments_after(TRIES) == (1, 1)


def test_without_its_constraint_a_support_counts_twice():
    with without(Support, "support_once"):
        outcomes = [supports_after(1) for _ in range(ROUNDS)]

    assert [outcome for outcome in outcomes if outcome != (1, 1)]


@pytest.mark.tampers("deletes what was sent twice, past every action")
def test_without_its_constraint_a_submission_counts_twice():
    with without(Contribution, submission_key_constraint()):
        outcomes = [comments_after(1) for _ in range(ROUNDS)]

    assert [outcome for outcome in outcomes if outcome != (1, 1)]


def submission_key_constraint():
    with connection.cursor() as cursor:
        table = Contribution._meta.db_table
        constraints = connection.introspection.get_constraints(cursor, table)
    return next(
        name
        for name, row in constraints.items()
        if row["unique"] and row["columns"] == ["submission_key"]
    )
