"""The check after every test must be one that can fail."""

import pytest

from accord.processes.models import Decision
from tests.factories.processes import ProcessFactory
from tests.record.helpers import recorded_decisions
from tests.record.holding import check_logs, entries_written, faults

pytestmark = pytest.mark.django_db


class Item:
    """A test that is marked, or isn't."""

    def __init__(self, mark=None):
        self.mark = mark

    def get_closest_marker(self, name):
        return self.mark


def test_an_entry_is_noticed_and_nothing_else_is():
    with entries_written() as logs:
        process = ProcessFactory()
        quiet = set(logs)
        (decision,) = recorded_decisions(process, 1)

    recorded_decisions(process, 0)
    assert (quiet, logs) == (set(), {decision.process.space.log.pk})


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
