import datetime as dt

import pytest
from django.utils import timezone

from accord.ui import panels
from tests.factories.spaces import ForumFactory, SeatFactory, SpaceFactory

pytestmark = pytest.mark.django_db


def test_home_says_what_will_be_here_when_no_part_has_anything_to_show(client, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    SpaceFactory()

    page = client.get("/").content.decode()

    assert "Nothing has begun yet" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_forum_shows_seats_in_four_queries_whatever_their_number(
    client, count, django_assert_max_num_queries
):
    forum = ForumFactory()
    seats = [SeatFactory(forum=forum, side="civil_society") for _ in range(count)]

    with django_assert_max_num_queries(4):
        page = client.get("/forum/").content.decode()

    assert all(seat.person.display_name in page for seat in seats)


def test_forum_shows_those_who_sit_there_today(client):
    forum = ForumFactory()
    gone = SeatFactory(forum=forum, ends_on=timezone.localdate() - dt.timedelta(days=1))
    here = SeatFactory(forum=forum)

    page = client.get("/forum/").content.decode()

    assert here.person.display_name in page
    assert gone.person.display_name not in page


def test_forum_of_another_space_stays_there(client):
    SpaceFactory()
    elsewhere = SpaceFactory(key="far", host="far.example")
    ForumFactory(space=elsewhere, name={"en": "Far forum"})

    page = client.get("/forum/").content.decode()

    assert "Far forum" not in page
    assert "The forum hasn’t met yet" in page


@pytest.mark.parametrize(
    ("given", "is_asked"),
    [({}, False), ({"contact": {"en": "Noor"}}, True), ({"run_by": {"en": "The city"}}, True)],
)
def test_faults_are_asked_for_only_where_somebody_can_be_told(client, given, is_asked):
    SpaceFactory(**given)

    main = (
        client.get("/accessibility/").content.decode().partition("<main")[2].partition("</main")[0]
    )

    assert ("Tell us what stands in your way" in main) is is_asked
    assert all(text["en"] in main for text in given.values())
