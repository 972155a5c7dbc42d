import pytest
from django.urls import reverse

from accord.processes.models import ActivityTally
from tests.factories.processes import (
    ActivityFactory,
    ClosedActivityFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.spaces import ForumFactory, SeatFactory

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

    assert "Answers were due on April 30, 2027, 12 days ago." in page


def test_a_draft_activity_is_on_no_page(client):
    activity = ActivityFactory(announced_at=None, title={"en": "Not yet for the public"})

    page = text(client.get(activity.process.get_absolute_url()))

    assert "Not yet for the public" not in page


def test_a_hidden_process_is_not_found(client):
    process = ProcessFactory(is_public=False)

    page = client.get(process.get_absolute_url())

    assert page.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_process_page_needs_as_many_queries_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    process = ProcessFactory(forum=ForumFactory())
    PhaseFactory.create_batch(count, process=process)
    ActivityFactory.create_batch(count, process=process)
    SeatFactory.create_batch(count, forum=process.forum)
    client.get(process.get_absolute_url())

    with django_assert_num_queries(6):
        client.get(process.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_as_many_queries_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    for _ in range(count):
        ActivityFactory()

    with django_assert_num_queries(3):
        page = text(client.get(reverse("processes:list")))

    assert page.count("20 days left") == count
