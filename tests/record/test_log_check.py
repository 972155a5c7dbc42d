"""The check after every test must be one that can fail."""

import pytest

from accord.forum.models import Decision
from accord.processes.models import Process
from accord.record.models import Event, LogEntry
from tests.factories.processes import DecisionFactory, ProcessFactory
from tests.record.helpers import recorded, recorded_decisions
from tests.record.log_check import check_logs, faults, writing_watched

pytestmark = pytest.mark.django_db


class Item:
    """A test that is marked, or isn't."""

    def __init__(self, mark=None):
        self.mark = mark

    def get_closest_marker(self, name):
        return self.mark


def test_what_is_written_on_the_record_is_noticed_and_nothing_else_is():
    with writing_watched() as written:
        process = ProcessFactory()
        quiet = list(written)
        recorded_decisions(process, 1)

    recorded(DecisionFactory(process=process, number=2))
    assert (quiet, written) == ([], [*Event.objects.all()[:1], *LogEntry.objects.all()[:1]])


@pytest.mark.tampers("shows a process past the action that gives it an entry")
def test_what_is_shown_without_an_entry_fails_the_test():
    recorded_decisions(ProcessFactory(slug="plan", is_public=False), 1)
    check_logs(Item())
    Process.objects.update(is_public=True)

    with pytest.raises(pytest.fail.Exception, match="decision plan/1 is shown without one"):
        check_logs(Item())


@pytest.mark.tampers("changes a decision without an entry")
def test_what_is_changed_without_an_entry_fails_the_test():
    recorded_decisions(ProcessFactory(slug="plan"), 1)
    check_logs(Item())
    Decision.objects.update(text={"en": "Nothing will change."})

    with pytest.raises(pytest.fail.Exception, match="decision plan/1 isn't what entry 0 says"):
        check_logs(Item())


def test_a_mark_without_reason_or_need_fails_too():
    recorded_decisions(ProcessFactory(), 1)

    with pytest.raises(pytest.fail.Exception, match="say why"):
        check_logs(Item(pytest.mark.tampers().mark))
    with pytest.raises(pytest.fail.Exception, match="the public log holds"):
        check_logs(Item(pytest.mark.tampers("for fun").mark))
    assert faults() == []
