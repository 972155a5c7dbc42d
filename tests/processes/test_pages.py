import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accord.processes.models import ActivityTally
from tests.factories.forum import ForumFactory, SeatFactory
from tests.factories.processes import (
    ActivityFactory,
    ClosedActivityFactory,
    PhaseFactory,
    ProcessFactory,
)

pytestmark = pytest.mark.django_db


def text(page):
    return " ".join(page.content.decode().split())


def test_a_process_page_asks_its_question_and_shows_what_is_open(client):
    activity = ActivityFactory(title={"en": "Tell us a problem"})

    page = text(client.get(activity.process.get_absolute_url()))

    assert "<h1>What should government open up next?</h1>" in page
    assert "Tell us a problem" in page
    assert "20 days left" in page


def test_a_closed_activity_says_how_late_its_answers_are(client, time_machine):
    time_machine.move_to("2027-05-12T12:00:00Z")
    activity = ClosedActivityFactory(answer_due_on="2027-04-30")
    ActivityTally.objects.filter(activity=activity).update(contributions=312, unanswered=31)

    page = text(client.get(activity.process.get_absolute_url()))

    assert "Answers were due on 30 April 2027, 12 days ago." in page


def test_a_draft_activity_is_on_no_page(client):
    activity = ActivityFactory(announced_at=None, title={"en": "Not yet for the public"})

    page = text(client.get(activity.process.get_absolute_url()))

    assert "Not yet for the public" not in page


def test_a_hidden_process_is_not_found(client):
    process = ProcessFactory(is_public=False)

    page = client.get(process.get_absolute_url())

    assert page.status_code == 404


def test_the_process_page_needs_as_many_queries_for_three_as_for_one(client):
    counts = []
    for rows in (1, 3):
        process = ProcessFactory(forum=ForumFactory())
        PhaseFactory.create_batch(rows, process=process)
        ActivityFactory.create_batch(rows, process=process)
        SeatFactory.create_batch(rows, forum=process.forum)
        with CaptureQueriesContext(connection) as queries:
            client.get(process.get_absolute_url())
        counts.append(len(queries))

    # Parts above show panels here, so the number isn't ours alone: it may not grow, nor pass 12
    # (a person who is signed in needs four more, and 15 is the limit).
    assert counts[0] == counts[1]
    assert counts[0] <= 12


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_as_many_queries_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    for _ in range(count):
        ActivityFactory()

    with django_assert_num_queries(3):
        page = text(client.get(reverse("processes:list")))

    assert page.count("20 days left") == count
