"""The log's own check after every test that wrote on the record; the root conftest runs it.

What an action changes without an entry makes `accord verify` accuse an honest city. No list of
columns finds all of that; the tests of all actions do. Things that a factory made are looked at
once an action has written of them.
"""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_save

from accord.record.checks import check_log
from accord.record.kinds import kind_named, proof, proven_kinds
from accord.record.models import Event, Log, LogEntry
from accord.record.numbering import number_all
from accord.record.registry import verbs

ON_RECORD = (Event, LogEntry)


@contextmanager
def writing_watched():
    """What is written on the record meanwhile, from whatever thread."""
    written = []

    def note(instance, **_):
        written.append(instance)

    for model in ON_RECORD:
        post_save.connect(note, sender=model)
    try:
        yield written
    finally:
        for model in ON_RECORD:
            post_save.disconnect(note, sender=model)


def check_logs(item):
    """Fails the test when a log doesn't hold; or when one should not, and does."""
    if connection.needs_rollback:
        return  # what was written is taken back already
    found = faults()
    if (mark := item.get_closest_marker("tampers")) is None:
        if found:
            pytest.fail("the public log doesn't hold:\n" + "\n".join(found), pytrace=False)
    elif not mark.args:
        pytest.fail('say why it tampers: @pytest.mark.tampers("...")', pytrace=False)
    elif not found:
        pytest.fail("it says that it tampers, but the public log holds", pytrace=False)


def faults():
    """What the check of every log finds wrong once all is numbered, and what it can't miss."""
    found = []
    for log in Log.objects.order_by("pk"):
        number_all(log)
        found += [f"{fault.check}: {fault.message}" for fault in check_log(log).faults]
    return found + unsaid()


def unsaid():
    """Things that people were shown and that somebody worked on, without an entry."""
    entries = LogEntry.objects.filter(subject=OuterRef("subject"))
    spoken = [verb.key for verb in verbs().values() if verb.is_public]
    events = Event.objects.filter(
        ~Exists(entries), subject__kind__in=[kind.key for kind in proven_kinds()], verb__in=spoken
    )
    found = []
    for kind, pk in sorted(set(events.values_list("subject__kind", "subject"))):
        row = kind_named(kind).rows.filter(pk=pk).first()
        if row is not None and proof(kind).was_shown(row):
            found.append(f"entries: {kind} {row.subject.code} is shown without one")
    return found
