"""What an action leaves: its event, where that shows, and how old pages are by it."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accord.people import actions as people
from accord.record import events
from accord.record.events import emit, say_counted
from accord.record.freshness import NEWEST, newest_event, turn_of
from accord.record.models import Event, EventScope
from accord.record.new_names import RENAMED
from accord.record.registry import Verb, private
from tests.explaining import count_anew
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, PhaseFactory, ProcessFactory
from tests.factories.spaces import SpaceFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db
DONE = private("test.done", "Something was done")
NEAR = private("test.near", "Something small was done", reach=1, is_unsigned=True)
NAMED = private("test.named", "Something has another name", affects_space=True)
NOW = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def idea():
    return ContributionFactory()


def scopes():
    """Where the newest event shows, and whether all below is affected."""
    rows = EventScope.objects.filter(event=Event.objects.latest("pk"))
    return {row.subject_id: row.affects_descendants for row in rows}


def number(*things):
    found = newest_event(*things)
    return found.pk if found else 0


def test_an_event_shows_on_the_thing_and_on_all_that_it_lies_within(idea):
    emit(DONE, idea, None)

    activity, process = idea.activity, idea.process
    above = {activity.pk: False, process.pk: False, process.space_id: False}
    assert scopes() == {idea.pk: True, **above}


def test_an_event_shows_on_related_things_and_on_what_they_lie_within(idea):
    office = OfficeFactory(space=idea.process.space)

    emit(DONE, idea.process, None, related=[office, idea])

    assert scopes() == {
        idea.pk: True,
        idea.activity.pk: False,
        idea.process.pk: True,
        office.pk: True,
        idea.process.space_id: False,
    }


def test_a_support_shows_on_the_idea_and_in_its_activity_alone_and_names_nobody(idea):
    emit(NEAR, idea, viewer_of(PersonFactory()))

    assert scopes() == {idea.pk: True, idea.activity.pk: False}
    assert Event.objects.get().actor is None


def test_what_affects_the_space_makes_every_page_of_it_new_and_no_other(idea):
    elsewhere = PhaseFactory(process__space=SpaceFactory(key="far", host="far.localhost"))
    before = number(idea), number(elsewhere)

    emit(NAMED, OfficeFactory(space=idea.process.space), None)

    assert number(idea) > before[0]
    assert number(elsewhere) == before[1]


def test_what_happens_beside_a_thing_does_not_make_its_page_new(idea):
    beside = ContributionFactory(activity=idea.activity)

    emit(DONE, beside, None)

    assert number(idea) == 0
    assert number(idea.activity) == number(idea.process) == number(beside) > 0


def test_an_event_about_what_a_thing_lies_within_makes_its_page_new(idea):
    emit(DONE, idea.process, None)

    assert number(idea) == number(idea.process) > 0


@pytest.mark.django_db(transaction=True)
def test_what_was_long_under_way_says_its_event_once_more(idea, monkeypatch):
    monkeypatch.setattr(events, "SLOW", -1.0)
    with transaction.atomic():
        emit(DONE, idea, None)
        meanwhile = number(idea)

    assert number(idea) > meanwhile
    assert Event.objects.filter(verb=DONE.key).count() == 2


def test_a_new_name_makes_pages_new_where_the_person_has_done_something(idea):
    person = PersonFactory()
    emit(DONE, idea, viewer_of(person))
    far = ProcessFactory(space=SpaceFactory(key="far", host="far.localhost"))
    before = number(idea), number(far)

    people.change_account(person=person, display_name="Another Name", language="en")

    assert number(idea) > before[0]
    assert number(far) == before[1]
    assert Event.objects.get(verb=RENAMED.key).actor is None


def test_putting_counts_right_makes_every_page_new(idea):
    emit(DONE, idea, None)
    before = number(idea)

    say_counted()

    assert number(idea) > before


def test_a_public_verb_needs_the_thing_itself(idea):
    spoken = Verb("test.spoken", "Something was said", is_public=True)

    with pytest.raises(TypeError, match="needs the thing itself"):
        emit(spoken, idea.subject, None)


@pytest.mark.parametrize(
    ("age", "turn"),
    [
        (dt.timedelta(), ("soon", 0)),
        (dt.timedelta(seconds=9), ("soon", 0)),
        (dt.timedelta(seconds=11), ("later", 0)),
        (dt.timedelta(minutes=9), ("later", 0)),
        (dt.timedelta(minutes=11), ("later", 1)),
    ],
)
def test_a_page_is_made_anew_some_seconds_after_an_event_and_then_by_minutes(age, turn):
    assert turn_of(NOW - age, NOW) == turn


def test_where_only_the_day_of_an_event_is_kept_the_clock_turns_pages():
    noon = NOW + dt.timedelta(hours=3)

    first, second = turn_of(noon, NOW), turn_of(noon, NOW + dt.timedelta(minutes=10))

    assert first != second
    assert first[0] == second[0] == "later"


def test_the_newest_event_is_found_by_indexes_also_in_what_was_busy_once():
    """A scope with many events that has been quiet since is where counts lead astray."""
    busy, quiet = ActivityFactory(), ActivityFactory()
    rows = Event.objects.bulk_create(
        Event(verb=DONE.key, subject_id=quiet.pk, at=timezone.now()) for _ in range(3000)
    )
    later = Event.objects.bulk_create(
        Event(verb=DONE.key, subject_id=busy.pk, at=timezone.now()) for _ in range(3000)
    )
    for activity, made in ((quiet, rows), (busy, later)):
        EventScope.objects.bulk_create(
            EventScope(subject_id=key, event=event, affects_descendants=key == activity.pk)
            for event in made
            for key in (activity.pk, activity.process.pk, activity.process.space_id)
        )
    count_anew()
    words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{words} {NEWEST.format(things='%s')}", [quiet.pk, quiet.pk])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())

    assert newest_event(quiet).pk == rows[-1].pk
    for table in ("record_eventscope", "record_event"):
        assert f"SCAN {table}\n" not in f"{plan}\n"
        assert f"Seq Scan on {table}" not in plan
