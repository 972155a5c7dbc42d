"""Counting roots and members of themes anew from the rows."""

from django.db import transaction

from accord.jobs import recounts
from accord.processes.models import Process
from accord.record.events import say_counted
from accord.themes.actions.members import count_members, flatten, lock_themes


def declare() -> None:
    recounts.register("themes", recount)


@transaction.atomic
def recount() -> int:
    """How many themes were wrong; they are right now."""
    wrong = sum(_recount(process) for process in Process.objects.all())
    if wrong:
        say_counted()
    return wrong


def _recount(process: Process) -> int:
    themes = lock_themes(process)
    before = {pk: (row.root_id, row.member_count) for pk, row in themes.items()}
    flatten(themes)
    count_members(themes, themes)
    return sum(before[pk] != (row.root_id, row.member_count) for pk, row in themes.items())
