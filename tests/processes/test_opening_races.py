"""A process is opened while somebody works in it: the log says what is so, whoever was first.

The mutation beside each: where nobody holds the process, the log accuses whoever worked in it.
"""

import threading

import pytest
from django.db import connection, transaction

from accord.plans.actions import freeze_version, publish_draft
from accord.plans.models import Commitment
from accord.processes.actions import edit_phase, open_process
from accord.processes.models import Phase, Process
from accord.record import actions as record_actions
from accord.record.assignments import assign
from accord.record.checks import check_log
from accord.record.models import Event, Log, LogEntry
from accord.record.numbering import number_all
from tests.factories.people import PersonFactory
from tests.factories.plans import CommitmentFactory, CommitmentVersionFactory
from tests.factories.processes import PhaseFactory, ProcessFactory
from tests.factories.spaces import MembershipFactory
from tests.factories.viewers import viewer_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


class Place:
    """A hidden process, and somebody who may do anything in it."""

    def __init__(self):
        process = ProcessFactory(is_public=False, opened_at=None)
        PhaseFactory(process=process, name={"en": "Before"})
        member = MembershipFactory(space=process.space, role="administrator")
        self.viewer = viewer_of(member.person)
        self.process = Process.objects.select_related("space").get(pk=process.pk)
        self.phase = Phase.objects.select_related("process__space").get(process=process)
        self.newcomer = PersonFactory()

    def opens(self):
        open_process(viewer=self.viewer, process=self.process)

    def edits_phase(self):
        edit_phase(viewer=self.viewer, phase=self.phase, name="After", about="")

    def appoints(self):
        assign(viewer=self.viewer, scope=self.process, person=self.newcomer, role="moderator")


def both_at_once(first, second):
    """The second begins when the first is done but not committed; that waits a moment for it."""
    has_acted, is_over, failures = threading.Event(), threading.Event(), []

    def run(act, *, is_first):
        try:
            if not is_first:
                has_acted.wait(timeout=30)
            with transaction.atomic():
                act()
                if is_first:
                    has_acted.set()
                    is_over.wait(timeout=1)
        except Exception as error:
            failures.append(error)
        finally:
            has_acted.set()
            if not is_first:
                is_over.set()
            connection.close()

    threads = [
        threading.Thread(target=run, args=[first], kwargs={"is_first": True}),
        threading.Thread(target=run, args=[second], kwargs={"is_first": False}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def faults(at):
    """What the check of the log says, and what was done and shown without an entry."""
    log = Log.objects.get(space=at.process.space.pk)
    number_all(log)
    told = [fault.message for fault in check_log(log).faults]
    kinds = ["phase", "assignment", "commitment-version"]
    done = Event.objects.filter(subject__kind__in=kinds).values_list("subject__kind", "subject")
    written = set(LogEntry.objects.values_list("subject__kind", "subject"))
    return told + [f"{kind} has no entry" for kind, pk in set(done) - written]


def edited_then_opened(at):
    both_at_once(at.edits_phase, at.opens)


def opened_then_edited(at):
    both_at_once(at.opens, at.edits_phase)


def appointed_then_opened(at):
    both_at_once(at.appoints, at.opens)


def plan_published_then_opened(at):
    commitment = CommitmentFactory(plan__process=at.process, plan__published_at=None)
    CommitmentVersionFactory(commitment=commitment)
    commitment = Commitment.objects.select_related("plan__process__space").get(pk=commitment.pk)
    freeze_version(viewer=at.viewer, commitment=commitment)
    both_at_once(lambda: publish_draft(viewer=at.viewer, plan=commitment.plan), at.opens)


CASES = [edited_then_opened, opened_then_edited, appointed_then_opened, plan_published_then_opened]


@pytest.mark.parametrize("happens", CASES)
def test_the_log_accuses_nobody_of_what_was_done_while_a_process_was_opened(happens):
    at = Place()

    happens(at)

    assert faults(at) == []


@pytest.mark.tampers("takes the lock out, so that the log is wrong")
@pytest.mark.parametrize("happens", CASES)
def test_without_the_lock_it_accuses(happens, monkeypatch):
    monkeypatch.setattr(record_actions, "hold_showing", lambda row: None)
    at = Place()

    happens(at)

    assert faults(at) != []
