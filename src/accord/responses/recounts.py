"""Counting members, roots and what is owed anew from the rows."""

from django.db import transaction

from accord.contributions.models import Contribution
from accord.jobs import recounts
from accord.processes.models import Process
from accord.record.events import say_counted
from accord.responses.actions.answer_state import count_members, flatten, lock_themes, settle


def declare() -> None:
    # By name this runs before "contributions", which counts what is owed from `answered_at`.
    recounts.register("answers", recount)


@transaction.atomic
def recount() -> int:
    """How many themes and words were wrong; they are right now."""
    wrong = sum(_recount(process) for process in Process.objects.all())
    if wrong:
        say_counted()
    return wrong


def _recount(process: Process) -> int:
    themes = lock_themes(process)
    before = {pk: (row.root_id, row.member_count) for pk, row in themes.items()}
    flatten(themes)
    count_members(themes, themes)
    words = Contribution.objects.filter(process=process).said_first()
    answered = dict(words.values_list("pk", "answered_at"))
    settle(list(answered))
    changed = words.values_list("pk", "answered_at")
    wrong = sum(before[pk] != (row.root_id, row.member_count) for pk, row in themes.items())
    return wrong + sum(answered[pk] != at for pk, at in changed)
