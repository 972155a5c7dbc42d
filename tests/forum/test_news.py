"""What a forum decided, as news."""

import pytest

from accord.processes.models import Process
from tests.factories.forum import ForumDecisionFactory, ForumFactory
from tests.factories.processes import DecisionFactory
from tests.record.helpers import recorded, recorded_decisions
from tests.record.news_told import links, sentences

pytestmark = pytest.mark.django_db
TITLE = "Water quality is taken up in part"


@pytest.mark.parametrize("in_process", [True, False])
def test_a_decision_is_told_with_who_decided(in_process):
    made = DecisionFactory() if in_process else ForumDecisionFactory(forum=ForumFactory())
    recorded(made)

    assert sentences() == [f"The forum decided: {TITLE}"]
    assert links() == [[made.get_absolute_url()]]


def test_a_correction_is_told_as_one():
    first = recorded(DecisionFactory())
    recorded(DecisionFactory(process=first.process, corrects=first))

    said = [f"The forum corrected what it had decided: {TITLE}", f"The forum decided: {TITLE}"]
    assert sentences() == said


def test_many_of_a_day_are_told_together():
    process = DecisionFactory(number=9).process
    recorded_decisions(process, 3)

    assert sentences() == [f"The forum made 3 decisions. The newest: {TITLE}"]


def test_what_was_decided_in_a_hidden_process_is_not_told():
    recorded(DecisionFactory())
    Process.objects.update(is_public=False)

    assert sentences() == []
