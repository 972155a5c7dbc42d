"""The tag of a page is that of one reader: with their roles, at their address, and no longer."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accord.spaces.models import SpaceHost
from tests.addresses import of_call
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return ActivityFactory()


def read(client, activity):
    """The page and its tag, when the cookie of its forms is there."""
    client.get(of_call(activity, "list"))
    return client.get(of_call(activity, "list"))


def asked_again(client, activity, etag, **headers):
    answer = client.get(of_call(activity, "list"), headers={"if-none-match": etag, **headers})
    return answer.status_code


def test_after_signing_out_nobody_is_told_that_the_page_of_the_last_person_still_holds(
    client, activity
):
    client.force_login(PersonFactory(display_name="Ines Duarte"))
    page = read(client, activity)
    client.post(reverse("people:sign-out"))

    assert "Ines Duarte" in page.content.decode()
    assert asked_again(client, activity, page["ETag"]) == 200


def test_the_tag_of_one_person_says_nothing_to_another(activity):
    readers = [Client(), Client(), Client()]
    for reader in readers[1:]:
        reader.force_login(PersonFactory())
    for reader in readers:
        read(reader, activity)
        reader.cookies["csrf"] = readers[0].cookies["csrf"].value

    tags = [read(reader, activity)["ETag"] for reader in readers]

    assert len(set(tags)) == 3


def test_whose_role_ended_gets_the_page_anew(client, activity):
    person = PersonFactory()
    role = AppointmentFactory(process=activity.process, person=person, role="planner")
    client.force_login(person)
    page = read(client, activity)
    unchanged = asked_again(client, activity, page["ETag"])

    type(role).objects.filter(pk=role.pk).update(
        ends_on=timezone.localdate() - dt.timedelta(days=1)
    )

    assert (unchanged, asked_again(client, activity, page["ETag"])) == (304, 200)


def test_each_address_of_a_place_has_tags_of_its_own(client, activity):
    SpaceHost.objects.create(host="second.localhost", space=activity.process.space)
    page = read(client, activity)

    assert asked_again(client, activity, page["ETag"], host="second.localhost") == 200
