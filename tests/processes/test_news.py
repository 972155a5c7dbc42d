"""Processes, activities and dates, as news."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accord.processes.actions import close_activity, move_date
from accord.processes.events import (
    ACTIVITY_ANNOUNCED,
    ACTIVITY_ANSWERED,
    PROCESS_CLOSED,
    PROCESS_OPENED,
)
from accord.processes.models import Process
from accord.record.events import emit
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.viewers import viewer_of
from tests.record.news_told import links, sentences

pytestmark = pytest.mark.django_db
CALL = "Tell us a problem, or an idea to fix one"


def told(verb, thing):
    with transaction.atomic():
        emit(verb, thing, None)


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (PROCESS_OPENED, "A new process has begun: Clean beaches"),
        (PROCESS_CLOSED, "This process has ended: Clean beaches"),
    ],
)
def test_a_process_begins_and_ends(verb, said):
    process = ProcessFactory(title={"en": "Clean beaches"})
    told(verb, process)

    assert sentences() == [said]
    assert links() == [[process.get_absolute_url()]]

    Process.objects.update(is_public=False)

    assert sentences() == []


def test_an_activity_says_from_when_to_when_people_can_take_part():
    activity = ActivityFactory()
    told(ACTIVITY_ANNOUNCED, activity)

    first, last = date_format(activity.first_day), date_format(activity.last_day)
    assert sentences() == [f"You can take part from {first} to {last}: {CALL}"]
    assert links() == [[activity.get_absolute_url()]]


@pytest.mark.parametrize("is_answered", [True, False])
def test_that_everyone_is_answered_is_told_while_it_is_so(is_answered):
    told(ACTIVITY_ANSWERED, ActivityFactory(answered_at=timezone.now() if is_answered else None))

    assert sentences() == ([f"Everyone has an answer now: {CALL}"] if is_answered else [])


def test_what_closes_by_hand_is_told_once():
    activity = ActivityFactory()
    planner = AppointmentFactory(process=activity.process).person

    close_activity(viewer=viewer_of(planner), activity=activity, reason="Enough was said.")

    assert sentences() == [f"This closed earlier than planned: {CALL}"]


@pytest.mark.parametrize("moves_both", [True, False])
def test_a_date_that_moves_is_told_with_its_reason(moves_both):
    phase = PhaseFactory(name={"en": "Listening"})
    before, after = phase.ends_on, phase.ends_on + dt.timedelta(days=7)
    dates = {"ends_on": after}
    if moves_both:
        dates["starts_on"] = phase.starts_on + dt.timedelta(days=1)
    planner = AppointmentFactory(process=phase.process).person

    move_date(viewer=viewer_of(planner), thing=phase, dates=dates, reason="There was a storm.")

    one = f"“Listening” now ends on {date_format(after)}, not on {date_format(before)}."
    said = "“Listening” has other dates now." if moves_both else one
    assert sentences() == [f"{phase.process.title}: {said} There was a storm."]
    assert links() == [[reverse("processes:date-changes", args=[phase.process.slug])]]
