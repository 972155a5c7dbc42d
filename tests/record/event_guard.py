"""Each action that writes a thing says so by an event: the root conftest looks after every test.

An action is the outermost function of ours that is a transaction. Notices, feeds, search and the
age of pages are read from events, so what is written without one is seen by none of them.
"""

import re
import sys
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from accord.record.models import SubjectModel

WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
EVENT = "record_event"
OURS = ("accord.", *(f"{name}." for name in settings.EXTRA_APPS))
# Not said: who comes in, and what they keep unsent, belongs to no place.
EXCUSED = {
    "accord.people.actions",
    "accord.contributions.actions.drafts",
}


def tables_of_things():
    return {model._meta.db_table for model in apps.get_models() if issubclass(model, SubjectModel)}


class Watch:
    def __init__(self):
        self.depth = 0
        self.written = set()
        self.silent = []
        self.things = tables_of_things()

    def note(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        found = WRITES.match(sql.lstrip()) if self.depth else None
        # An update that met no row has written nothing.
        if found and (found.group(1) == "INSERT INTO" or context["cursor"].rowcount):
            self.written.add(found.group(2))
        return result

    def ended(self, function, failed):
        things = self.written & self.things
        is_silent = things and EVENT not in self.written and not failed
        if is_silent and function.__module__ not in EXCUSED:
            name = f"{function.__module__}.{function.__qualname__}"
            self.silent.append(f"{name} writes {sorted(things)} and no event")
        self.written = set()


def action_of(frame):
    """The function of ours that this is the transaction of, where it is one."""
    function = frame.f_locals.get("func") if frame.f_code.co_name == "inner" else None
    module = getattr(function, "__module__", "") or ""
    return function if module.startswith(OURS) else None


@contextmanager
def actions_watched():
    """What each action wrote meanwhile, on this thread's connection."""
    watch = Watch()
    begin, end = transaction.Atomic.__enter__, transaction.Atomic.__exit__
    running = []

    def entered(atomic):
        function = action_of(sys._getframe(1))
        running.append(function)
        watch.depth += function is not None
        return begin(atomic)

    def left(atomic, kind, value, trace):
        function = running.pop() if running else None
        try:
            return end(atomic, kind, value, trace)
        finally:
            if function is not None:
                watch.depth -= 1
                if watch.depth == 0:
                    watch.ended(function, kind is not None)

    transaction.Atomic.__enter__, transaction.Atomic.__exit__ = entered, left
    try:
        with connection.execute_wrapper(watch.note):
            yield watch
    finally:
        transaction.Atomic.__enter__, transaction.Atomic.__exit__ = begin, end
