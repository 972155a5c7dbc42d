"""Counting what is owed anew from the rows."""

from django.db import transaction

from accord.answers.actions.answer_state import settle
from accord.contributions.models import Contribution
from accord.jobs import recounts
from accord.processes.models import Process
from accord.record.events import say_counted


def declare() -> None:
    # By name this runs before "contributions", which counts what is owed from `answered_at`.
    recounts.register("answers", recount)


@transaction.atomic
def recount() -> int:
    """How many words were wrong; they are right now."""
    wrong = sum(_recount(process) for process in Process.objects.all())
    if wrong:
        say_counted()
    return wrong


def _recount(process: Process) -> int:
    words = Contribution.objects.filter(process=process).said_first()
    answered = dict(words.values_list("pk", "answered_at"))
    settle(list(answered))
    return sum(answered[pk] != at for pk, at in words.values_list("pk", "answered_at"))
