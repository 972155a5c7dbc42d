"""Things on the record, made the way an action makes them."""

from django.db import transaction

from accord.record.actions import record
from accord.record.models import Log
from accord.record.numbering import number_all, publish_checkpoint
from tests.factories.processes import DecisionFactory


def recorded_decisions(process, count):
    """Decisions of a process, each with its entry, in one transaction each."""
    return [recorded(DecisionFactory(process=process, number=n + 1)) for n in range(count)]


def recorded(decision, verb="decision.recorded", **more):
    with transaction.atomic():
        record(space=decision.process.space, verb=verb, thing=decision, **more)
    return decision


def numbered_log(space):
    """The log with all its entries numbered and a checkpoint at its end."""
    log = Log.objects.get(space=space.pk)
    number_all(log)
    publish_checkpoint(log)
    log.refresh_from_db()
    return log
