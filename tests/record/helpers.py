"""Things on the record, made the way an action makes them."""

from django.db import transaction

from accord.forum.events import DECISION_RECORDED
from accord.record.events import emit
from accord.record.models import Log
from accord.record.numbering import number_all, publish_checkpoint
from accord.record.registry import public
from tests.factories.processes import DecisionFactory

# What a test needs and no action says.
SEALING = public("test.sealed", "Something was sealed", data=["said"], sealed=["by"])


def recorded_decisions(process, count):
    """Decisions of a process, each with its entry, in one transaction each."""
    return [recorded(DecisionFactory(process=process, number=n + 1)) for n in range(count)]


def recorded(decision):
    with transaction.atomic():
        emit(DECISION_RECORDED, decision, None)
    return decision


def numbered_log(space):
    """The log with all its entries numbered and a checkpoint at its end."""
    log = Log.objects.get(space=space.pk)
    number_all(log)
    publish_checkpoint(log)
    log.refresh_from_db()
    return log
