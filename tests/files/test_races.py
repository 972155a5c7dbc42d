"""The same file from two sides at once: kept once, and never cleaned away under its new row."""

import hashlib
import threading
import time

import pytest
from django.db import connection

from accord.files import actions, retention, storage
from accord.files.models import Attachment, FileTally, StoredFile
from accord.files.retention import erase_unused
from tests.factories.files import put
from tests.factories.processes import ProcessFactory
from tests.files.building import attach, planner_of
from tests.files.hostile import pdf

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PATIENCE = 20


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    files = {"BACKEND": "accord.files.storage.FolderStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "files": files}


def begun(action):
    """A thread with a connection of its own, and what went wrong in it."""
    failures = []

    def run():
        try:
            action()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, failures


def is_waiting():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def until_it_waits_or_ends(thread):
    until = time.monotonic() + PATIENCE
    while thread.is_alive() and not is_waiting() and time.monotonic() < until:
        thread.join(0.01)


def test_the_same_file_from_two_tabs_is_kept_once_and_refused_once(monkeypatch):
    process = ProcessFactory()
    planner = planner_of(process)
    FileTally.objects.create(space=process.space)
    both_looked = threading.Barrier(2)
    has_looked = threading.local()

    def when_both_looked(go_on):
        def wait(*args):
            if not hasattr(has_looked, "once"):
                has_looked.once = True
                both_looked.wait(PATIENCE)
            return go_on(*args)

        return wait

    monkeypatch.setattr(actions, "lock_room", when_both_looked(actions.lock_room))
    tabs = [begun(lambda: attach(process, planner)) for _ in range(2)]
    for thread, _failures in tabs:
        thread.join(PATIENCE)

    assert [str(error) for _thread, found in tabs for error in found] == [
        "It’s here already. You don’t need to add it again."
    ]
    assert Attachment.objects.count() == StoredFile.objects.count() == 1
    assert FileTally.objects.get().size == len(pdf())


def test_bytes_that_come_again_while_they_are_cleaned_away_are_kept(monkeypatch):
    process = ProcessFactory()
    planner = planner_of(process)
    row = StoredFile(space=process.space, digest=hashlib.sha256(pdf()).hexdigest())
    put(row.key, pdf())
    drop, about_to_drop, may_drop = storage.drop, threading.Event(), threading.Event()

    def drop_slowly(*keys):
        about_to_drop.set()
        may_drop.wait(PATIENCE)
        drop(*keys)

    monkeypatch.setattr(storage, "drop", drop_slowly)
    monkeypatch.setattr(retention, "is_older", lambda key, moment: True)
    cleaning, cleaning_failed = begun(erase_unused)
    assert about_to_drop.wait(PATIENCE)
    adding, adding_failed = begun(lambda: attach(process, planner))
    until_it_waits_or_ends(adding)
    may_drop.set()
    cleaning.join(PATIENCE)
    adding.join(PATIENCE)

    assert cleaning_failed == adding_failed == []
    kept = StoredFile.objects.get()
    assert storage.is_kept(kept.key, kept.size)
