"""Sessions know whose they are, so that all of one person's end with one statement."""

import datetime as dt
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accord.jobs.retention import forget_all
from accord.people import actions
from accord.people.models import Session
from tests.explaining import plan_of
from tests.factories.people import PersonFactory
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db


def begin(*, of=None):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    if of is not None:
        session[SESSION_KEY] = str(of.pk)
    session["seen"] = True
    session.save()
    return session.session_key


def whose():
    return dict(Session.objects.values_list("session_key", "person"))


def test_a_session_knows_whose_it_is():
    person = PersonFactory()

    keys = {begin(of=person): person.pk, begin(): None}

    assert whose() == keys


def test_signing_in_and_out_moves_the_session_from_nobody_to_the_person_and_back(client):
    SpaceFactory()
    person = PersonFactory()
    client.session.save()

    client.force_login(person)
    signed_in = list(whose().values())
    client.logout()
    client.get("/sign-in/")

    assert signed_in == [person.pk]
    assert person.pk not in whose().values()


@pytest.mark.parametrize("others", [3, 300])
def test_erasing_ends_a_persons_sessions_in_one_query_however_many_live(others):
    person, other = PersonFactory(), PersonFactory()
    theirs = {begin(of=other) for _ in range(others)}
    begin(of=person)
    begin(of=person)
    nobodys = begin()

    with CaptureQueriesContext(connection) as queries:
        actions.erase(person=person)

    about_sessions = [query["sql"] for query in queries if "session" in query["sql"]]
    assert len(about_sessions) == 1
    assert set(whose()) == theirs | {nobodys}


def test_a_persons_sessions_are_found_by_an_index():
    far = timezone.now() + dt.timedelta(days=30)
    people = PersonFactory.create_batch(20)
    Session.objects.bulk_create(
        Session(session_key=f"key{n}", session_data="", expire_date=far, person=people[n % 20])
        for n in range(2000)
    )

    assert "people_session_person_id" in plan_of(Session.objects.filter(person=people[0]))


def test_sessions_that_are_over_are_cleared_by_the_worker():
    live, over = begin(of=PersonFactory()), begin()
    Session.objects.filter(pk=over).update(expire_date=timezone.now() - dt.timedelta(days=1))

    forget_all()

    assert set(whose()) == {live}


def store(key):
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def test_two_answers_at_once_each_keep_what_they_put_into_the_session():
    key = begin()
    first, second = store(key), store(key)
    assert (first["seen"], second["seen"]) == (True, True)  # both have read before either writes

    first["code:1"] = "A"
    del first["seen"]
    first.save()
    second["code:2"] = "B"
    second.save()

    kept = store(key)
    assert {name: kept[name] for name in kept.keys()} == {"code:1": "A", "code:2": "B"}  # noqa: SIM118


def test_what_an_answer_takes_out_of_the_session_stays_out():
    key = begin()
    first, second = store(key), store(key)
    assert (first["seen"], second["seen"]) == (True, True)

    second["code:2"] = "B"
    second.save()
    del first["seen"]
    first.save()

    assert dict(store(key).items()) == {"code:2": "B"}


def test_a_session_that_ended_meanwhile_is_not_brought_back():
    key = begin()
    late = store(key)
    late["code:1"] = "A"

    store(key).flush()
    with pytest.raises(UpdateError):
        late.save()

    assert Session.objects.count() == 0


def test_signing_in_takes_along_what_another_answer_put_into_the_session():
    key = begin()
    first, second = store(key), store(key)
    assert (first["seen"], second["seen"]) == (True, True)
    second["code:2"] = "B"
    second.save()

    first.cycle_key()

    assert dict(store(first.session_key).items()) == {"seen": True, "code:2": "B"}
    assert not Session.objects.filter(pk=key).exists()
