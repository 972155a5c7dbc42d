"""The log's own check after every test that wrote an entry; the root conftest runs it.

What an action changes without an entry makes `accord verify` accuse an honest city. No list of
columns finds all of that; the tests of all actions do.
"""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models.signals import post_save

from accord.record.checks import check_log
from accord.record.models import Leaf, Log
from accord.record.numbering import number_all


@contextmanager
def entries_written():
    """The keys of the logs in which an entry is written meanwhile, from whatever thread."""
    logs: set[int] = set()

    def note(instance, **_):
        logs.add(instance.log_id)

    post_save.connect(note, sender=Leaf)
    try:
        yield logs
    finally:
        post_save.disconnect(note, sender=Leaf)


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
    """What the check of every log finds wrong, once all waiting entries are numbered."""
    found = []
    for log in Log.objects.order_by("pk"):
        number_all(log)
        found += [f"{fault.check}: {fault.message}" for fault in check_log(log).faults]
    return found
