import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from accord.forum.models import Position
from accord.processes import actions
from tests.factories.forum import ForumFactory, SeatFactory
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    DecisionFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def text(page):
    return " ".join(page.content.decode().split())


def test_the_calendar_keeps_its_ids_and_ends_the_day_after(client):
    phase = PhaseFactory(starts_on=dt.date(2027, 2, 1), ends_on=dt.date(2027, 3, 12), position=0)
    url = reverse("processes:calendar", args=[phase.process.slug])

    (event,) = Calendar.from_ical(client.get(url).content).walk("VEVENT")

    assert str(event["uid"]) == f"phase-0.{phase.process.slug}@testserver"
    assert event.decoded("dtstart") == dt.date(2027, 2, 1)
    assert event.decoded("dtend") == dt.date(2027, 3, 13)


def test_a_moved_date_shows_the_old_one_and_why(client):
    phase = PhaseFactory(ends_on=dt.date(2099, 3, 12))
    planner = AppointmentFactory(process=phase.process).person
    actions.move_date(
        viewer=viewer_of(planner),
        thing=phase,
        dates={"ends_on": dt.date(2099, 3, 19)},
        reason="Late post",
    )

    page = text(client.get(reverse("processes:date-changes", args=[phase.process.slug])))

    assert "was 12 March 2099, now 19 March 2099." in page
    assert "Late post" in page


def test_the_timeline_says_how_early_people_knew(client, time_machine):
    time_machine.move_to("2027-01-20T12:00:00Z")
    process = ProcessFactory(
        template_key="ogp-national-2022", development_starts_on=dt.date(2027, 2, 1)
    )
    PhaseFactory(process=process)

    page = text(client.get(reverse("processes:timeline", args=[process.slug])))

    assert "Publishing today gives 12 days; the rule asks for 14." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_decisions_need_as_many_queries_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    process = ProcessFactory(forum=ForumFactory())
    for decision in DecisionFactory.create_batch(count, process=process):
        seat = SeatFactory(forum=process.forum)
        Position.objects.create(decision=decision, seat=seat, stance="agreed")

    with django_assert_num_queries(5):
        client.get(reverse("processes:decisions", args=[process.slug]))


def test_the_purpose_sheet_is_public(client):
    activity = ActivityFactory()

    page = text(client.get(reverse("processes:sheet", args=[activity.process.slug, activity.slug])))

    assert "To find out what matters." in page
