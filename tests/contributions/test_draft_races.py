"""A page saves what was typed while another sends the draft: nobody's words hang on a spent key."""

import threading
import time
import uuid

import pytest
from django.db import connection, transaction

from accord.contributions import actions
from accord.contributions.models import Contribution, Draft
from accord.processes.models import Activity
from tests.factories.processes import ActivityFactory
from tests.factories.viewers import viewer_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SENT = {"title": "Wells", "body": "Test the wells."}
TYPED = {"title": "Wells", "body": "Test the wells, and tell us what is in them."}


def wait_until_another_waits():
    """Until some connection waits for what this one holds."""
    waiting = "SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone():
                return
    raise AssertionError("nobody waits")


def one_while_the_other_commits(first, second):
    """Does the second when the first is done but not committed, and both wait for each other."""
    has_acted, failures = threading.Event(), []

    def hold():
        with transaction.atomic():
            first()
            has_acted.set()
            wait_until_another_waits()

    def follow():
        has_acted.wait(timeout=30)
        second()

    def run(part):
        try:
            part()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    connection.close()
    threads = [threading.Thread(target=run, args=[part]) for part in (hold, follow)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


class Form:
    """One form, and what two pages do with it."""

    def __init__(self):
        made = ActivityFactory()
        self.activity = Activity.objects.select_related("process__space").get(pk=made.pk)
        self.key, self.page = uuid.uuid4(), uuid.uuid4()

    def save(self, data, page=None, revision=0):
        writing = actions.Writing(self.key, page or self.page, revision)
        return actions.save_draft(
            viewer=viewer_of(), activity=self.activity, writing=writing, data=data
        )

    def send(self, words=SENT, key=None, revision=1):
        return actions.submit(
            viewer=viewer_of(),
            activity=self.activity,
            kind="idea",
            said=actions.ContributionInput(**words, language="en"),
            key=key or self.key,
            draft_revision=revision,
        )


def test_what_is_typed_while_the_draft_is_sent_is_a_draft_that_can_be_sent():
    form = Form()
    form.save(SENT)

    one_while_the_other_commits(form.send, lambda: form.save(TYPED, uuid.uuid4(), 1))

    draft = Draft.objects.get(is_sent=False)
    assert (draft.data, draft.key == form.key) == (TYPED, False)
    for _ in range(2):
        form.send(TYPED, draft.key, draft.revision)
    assert Contribution.objects.count() == 2
    assert not Draft.objects.filter(is_sent=False).exists()


def test_what_is_first_saved_while_its_form_is_sent_keeps_no_spent_key():
    form = Form()

    one_while_the_other_commits(lambda: form.save(TYPED), lambda: form.send(revision=0))

    draft = Draft.objects.get(is_sent=False)
    assert (draft.data, draft.key == form.key) == (TYPED, False)


def test_what_is_first_saved_while_its_form_has_been_sent_keeps_no_spent_key():
    form = Form()

    one_while_the_other_commits(form.send, lambda: form.save(TYPED))

    draft = Draft.objects.get(is_sent=False)
    assert (draft.data, draft.key == form.key) == (TYPED, False)
