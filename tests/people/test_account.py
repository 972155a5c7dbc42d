import pytest
from django.urls import reverse

from accord.people import actions, erasure
from accord.people.models import Letter, Person, Session, SignInCode
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.spaces import MembershipFactory, SpaceFactory

pytestmark = pytest.mark.django_db


def test_a_person_changes_name_and_language(client):
    SpaceFactory()
    person = PersonFactory()
    client.force_login(person)

    response = client.post(reverse("people:account"), {"display_name": "Zoë", "language": "fr"})

    person.refresh_from_db()
    assert (person.display_name, person.language) == ("Zoë", "fr")
    assert response.cookies["language"].value == "fr"


def test_an_unknown_language_is_refused_and_nothing_is_lost(client):
    SpaceFactory()
    person = PersonFactory(display_name="Ana")
    client.force_login(person)

    response = client.post(reverse("people:account"), {"display_name": "Zoë", "language": "xx"})

    person.refresh_from_db()
    assert response.status_code == 422
    assert 'value="Zoë"' in response.content.decode()
    assert person.display_name == "Ana"


def test_erasing_leaves_nothing_that_says_who_it_was():
    person = PersonFactory(
        email="ana@example.org", phone="+15550100", display_name="Ana", language="es"
    )
    actions.agree_to_terms(person)
    actions.make_code(email=person.email)
    Letter.objects.create(to="ana@example.org", subject="Your code", body="1234")
    other = Letter.objects.create(to="bo@example.org", subject="Your code", body="1234")

    actions.erase(person=person)

    left = Person.objects.get(pk=person.pk)
    assert (left.email, left.phone, left.display_name, left.language) == (None, None, "", "")
    assert left.erased_at is not None
    assert list(left.consents.all()) == []
    assert list(SignInCode.objects.all()) == []
    assert list(Letter.objects.all()) == [other]


def test_erasing_ends_every_session_of_the_person_and_no_other(client):
    person, other = PersonFactory(), PersonFactory()
    client.force_login(other)
    theirs = client.session.session_key
    client.cookies.clear()
    client.force_login(person)

    actions.erase(person=person)

    assert [session.pk for session in Session.objects.all()] == [theirs]


def test_erasing_asks_every_part_of_the_site_to_forget(monkeypatch):
    forgotten = []
    monkeypatch.setattr(erasure, "_forgetters", {})
    erasure.register_erasure("one", lambda person: forgotten.append(("one", person.pk)))
    erasure.register_erasure("two", lambda person: forgotten.append(("two", person.pk)))
    person = PersonFactory()

    actions.erase(person=person)

    assert forgotten == [("one", person.pk), ("two", person.pk)]


def test_words_stay_when_their_author_leaves():
    contribution = ContributionFactory(body="We need a bridge.")
    contribution.author = PersonFactory()
    contribution.save()

    actions.erase(person=contribution.author)

    contribution.refresh_from_db()
    assert contribution.body == "We need a bridge."


def test_leaving_needs_the_address_typed(client):
    SpaceFactory()
    person = PersonFactory(email="ana@example.org")
    client.force_login(person)

    wrong = client.post(reverse("people:leave"), {"email": "bo@example.org"})
    person.refresh_from_db()
    erased_by_mistake = person.erased_at
    right = client.post(reverse("people:leave"), {"email": "ANA@example.org "})

    person.refresh_from_db()
    assert (wrong.status_code, erased_by_mistake) == (422, None)
    assert right["Location"] == reverse("people:left")
    assert right["Clear-Site-Data"] == '"cache"'
    assert person.erased_at is not None


def test_who_leaves_is_no_longer_known_to_the_browser(client):
    SpaceFactory()
    client.force_login(PersonFactory(email="ana@example.org"))
    client.cookies["known"] = "of somebody"

    client.post(reverse("people:leave"), {"email": "ana@example.org"})

    assert client.cookies["known"].value == ""


def test_signing_out_takes_a_post(client):
    SpaceFactory()
    client.force_login(PersonFactory())

    by_link = client.get(reverse("people:sign-out"))
    still_in = "_auth_user_id" in client.session
    client.post(reverse("people:sign-out"))

    assert (by_link.status_code, still_in) == (405, True)
    assert "_auth_user_id" not in client.session


def test_letters_are_read_by_those_who_administer_all_spaces_alone(client, settings):
    settings.EMAIL_BACKEND = "accord.people.outbox.OutboxBackend"
    here, there = SpaceFactory(), SpaceFactory(key="elsewhere", host="elsewhere.localhost")
    both, one = PersonFactory(), PersonFactory()
    MembershipFactory(space=here, person=both, role="administrator")
    MembershipFactory(space=there, person=both, role="administrator")
    MembershipFactory(space=here, person=one, role="administrator")
    Letter.objects.create(to="ana@example.org", subject="Your code is 1234 5678", body="…")

    seen = {}
    for name, person in [("both", both), ("one", one), ("none", PersonFactory())]:
        client.force_login(person)
        seen[name] = client.get(reverse("spaces:outbox"))

    assert {name: page.status_code for name, page in seen.items()} == {
        "both": 200,
        "one": 403,
        "none": 403,
    }
    assert "1234 5678" in seen["both"].content.decode()
    assert "1234 5678" not in seen["one"].content.decode()
