from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accord.people.actions import agree_to_terms
from accord.people.models import Person
from accord.record.models import Assignment
from accord.spaces.models import Space
from tests.factories.people import PersonFactory
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db


def invite(*words: str) -> str:
    out = StringIO()
    call_command("invite_admin", *words, stdout=out)
    return out.getvalue().strip()


def test_the_link_lets_the_administrator_in_once(client):
    SpaceFactory()
    person = PersonFactory(email="ana@example.org")
    agree_to_terms(person)

    path = urlsplit(invite("Ana@example.org")).path
    client.post(path)

    assert client.session["_auth_user_id"] == str(person.pk)
    assert list(Assignment.objects.values_list("person", "role")) == [(person.pk, "administrator")]


def test_a_new_installation_gets_its_first_space(settings):
    settings.ORIGIN = "https://accord.example.org"

    link = invite("ana@example.org", "--space", "marenda")

    space = Space.objects.get()
    assert (space.key, [host.host for host in space.hosts.all()]) == (
        "marenda",
        ["accord.example.org"],
    )
    assert link.startswith("https://accord.example.org" + reverse("people:sign-in") + "link/")


def test_inviting_twice_makes_one_administrator():
    SpaceFactory()

    first, second = invite("ana@example.org"), invite("ana@example.org")

    assert first != second
    assert Person.objects.count() == Assignment.objects.count() == 1


@pytest.mark.parametrize("words", [["ana@example.org"], ["ana@example.org", "--space", "other"]])
def test_among_several_spaces_one_must_be_named(words):
    SpaceFactory()
    SpaceFactory(key="elsewhere", host="elsewhere.localhost")

    with pytest.raises(CommandError, match="elsewhere, marenda"):
        invite(*words)


def test_a_space_that_there_is_not_is_named_with_those_that_there_are():
    SpaceFactory()

    with pytest.raises(CommandError, match=r"^There is no space 'other'. There are: marenda$"):
        invite("ana@example.org", "--space", "other")


def test_a_wrong_address_is_refused():
    with pytest.raises(CommandError, match="no e-mail address"):
        invite("ana")
