import re
import uuid

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accord.errors import Conflict
from accord.people import actions, terms
from accord.people.models import Consent, Person, SignInCode
from tests.factories.people import PersonFactory
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    SpaceFactory()


def agreed(**fields) -> Person:
    person = PersonFactory(**fields)
    actions.agree_to_terms(person)
    return person


def ask_for_code(client, mailoutbox, email, **fields) -> str:
    """Ask on the page, and read the digits in the newest letter."""
    client.post(reverse("people:sign-in"), {"email": email, **fields})
    return re.search(r"\d{4} \d{4}", mailoutbox[-1].body).group()


def signed_in(client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def test_a_known_person_signs_in_by_code_and_goes_on_where_they_were(client, mailoutbox):
    person = agreed(email="ana@example.org", language="es")
    code = ask_for_code(client, mailoutbox, " Ana@Example.org ", next="/plans/?page=2")

    response = client.post(reverse("people:code"), {"code": code})

    assert signed_in(client) == person.pk
    assert response["Location"] == "/plans/?page=2"
    assert response.cookies["language"].value == "es"
    assert Person.objects.count() == 1


def test_a_new_person_joins_with_a_name_and_consent(client, mailoutbox):
    code = ask_for_code(client, mailoutbox, "new@example.org")
    to_welcome = client.post(reverse("people:code"), {"code": code})

    before = Person.objects.count()
    response = client.post(
        reverse("people:welcome"), {"display_name": "  Ana  Ruiz\x07 ", "agrees": "on"}
    )

    person = Person.objects.get()
    assert before == 0
    assert to_welcome["Location"] == reverse("people:welcome")
    assert (person.email, person.display_name) == ("new@example.org", "Ana Ruiz")
    assert list(person.consents.values_list("purpose", "text_version")) == [
        (terms.PURPOSE, terms.VERSION)
    ]
    assert signed_in(client) == person.pk
    assert response["Location"] == "/"


def test_joining_without_consent_says_so_and_keeps_the_name(client, mailoutbox):
    code = ask_for_code(client, mailoutbox, "new@example.org")
    client.post(reverse("people:code"), {"code": code})

    response = client.post(reverse("people:welcome"), {"display_name": "Ana"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Agree to the terms to take part." in page
    assert 'value="Ana"' in page
    assert Person.objects.count() == 0


def test_new_terms_are_agreed_to_once_more(client, mailoutbox, monkeypatch):
    person = agreed(email="ana@example.org")
    monkeypatch.setattr(terms, "VERSION", "2027-01")
    code = ask_for_code(client, mailoutbox, person.email)

    to_welcome = client.post(reverse("people:code"), {"code": code})
    client.post(reverse("people:welcome"), {"display_name": "Ana", "agrees": "on"})

    assert to_welcome["Location"] == reverse("people:welcome")
    held = Consent.objects.filter(person=person, withdrawn_at=None)
    assert [consent.text_version for consent in held] == ["2027-01"]
    assert Consent.objects.filter(person=person).count() == 2


def said(response) -> tuple[int, str, str]:
    body = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, response.get("Location", ""), body


def test_known_and_unknown_addresses_get_the_same_answers(client_pair, mailoutbox):
    known, unknown = client_pair
    agreed(email="known00@example.org")
    answers = []

    with time_machine.travel("2026-11-23 10:00Z", tick=False):
        for client, email in [(known, "known00@example.org"), (unknown, "unknown@example.org")]:
            steps = [
                client.post(reverse("people:sign-in"), {"email": email}),
                client.get(reverse("people:code")),
                *[client.post(reverse("people:code"), {"code": "1"}) for _ in range(6)],
            ]
            answers.append([str(said(step)).replace(email, "ADDRESS") for step in steps])

    letters = [re.sub(r"\d{4} \d{4}", "CODE", f"{m.subject}\n{m.body}") for m in mailoutbox]
    assert answers[0] == answers[1]
    assert letters[0] == letters[1]
    assert len(letters) == 2


def test_known_and_unknown_addresses_cost_the_same_queries(
    client_pair, mailoutbox, django_assert_max_num_queries
):
    agreed(email="known@example.org")
    counts = []

    for client, email in zip(
        client_pair, ["known@example.org", "unknown@example.org"], strict=True
    ):
        with django_assert_max_num_queries(30) as captured:
            client.post(reverse("people:sign-in"), {"email": email})
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.fixture
def client_pair():
    from django.test import Client

    return Client(), Client()


def test_five_wrong_codes_end_even_the_right_one(client, mailoutbox):
    person = agreed()
    code = ask_for_code(client, mailoutbox, person.email)

    for _ in range(5):
        client.post(reverse("people:code"), {"code": "00000000" if code != "0000 0000" else "1"})
    response = client.post(reverse("people:code"), {"code": code})

    assert "This code doesn’t work any more." in response.content.decode()
    assert signed_in(client) is None


def test_a_code_is_for_a_quarter_of_an_hour(client, mailoutbox):
    person = agreed()
    with time_machine.travel("2026-11-23 10:00Z", tick=False):
        code = ask_for_code(client, mailoutbox, person.email)

    with time_machine.travel("2026-11-23 10:15:01Z", tick=False):
        client.post(reverse("people:code"), {"code": code})

    assert signed_in(client) is None


def test_a_code_works_once(client, mailoutbox):
    person = agreed()
    code = ask_for_code(client, mailoutbox, person.email)
    client.post(reverse("people:code"), {"code": code})
    row = SignInCode.objects.get()

    with pytest.raises(Conflict):
        actions.use_proof(key=row.key)

    assert actions.prove(key=row.key, secret=code) is None


def test_a_code_works_only_in_the_browser_that_asked(client_pair, mailoutbox):
    asker, other = client_pair
    person = agreed()
    code = ask_for_code(asker, mailoutbox, person.email)

    response = other.post(reverse("people:code"), {"code": code})

    assert response.status_code == 410
    assert signed_in(other) is None


def test_the_code_is_kept_nowhere(client, mailoutbox):
    code = ask_for_code(client, mailoutbox, "a@example.org").replace(" ", "")

    row = SignInCode.objects.get()
    assert code not in f"{row.__dict__} {dict(client.session)}"


def test_one_address_gets_five_letters_an_hour_known_or_not(client, mailoutbox):
    answers = [
        client.post(reverse("people:sign-in"), {"email": "a@example.org"}).status_code
        for _ in range(7)
    ]

    assert answers == [302] * 5 + [429] * 2
    assert len(mailoutbox) == 5


def test_forty_people_in_a_hall_behind_one_address_get_their_letters(client, mailoutbox):
    answers = [
        client.post(reverse("people:sign-in"), {"email": f"a{n}@example.org"}).status_code
        for n in range(40)
    ]

    assert answers == [302] * 40


def ask(email, address, client=None):
    client = client or Client()
    return client.post(reverse("people:sign-in"), {"email": email}, REMOTE_ADDR=address).status_code


def test_a_stranger_who_asks_for_somebodys_mailbox_shuts_out_their_own_address_alone(mailoutbox):
    strangers = [ask("ana@example.org", "203.0.113.9") for _ in range(8)]

    assert strangers == [302] * 5 + [429] * 3
    assert ask("ana@example.org", "198.51.100.7") == 302


def test_where_somebody_signed_in_before_they_get_a_code_whatever_others_ask_for(
    client, mailoutbox
):
    agreed(email="ana@example.org")
    code = ask_for_code(client, mailoutbox, "ana@example.org")
    client.post(reverse("people:code"), {"code": code})
    client.post(reverse("people:sign-out"))
    cache.clear()
    for place in range(6):
        for _ in range(5):
            ask("ana@example.org", f"203.0.113.{place}")

    assert ask("ana@example.org", "198.51.100.7") == 429
    assert ask("ana@example.org", "198.51.100.7", client) == 302
    assert ask("bob@example.org", "198.51.100.7", client) == 302


def test_a_made_up_cookie_is_no_browser_that_is_known(client, mailoutbox):
    for place in range(6):
        for _ in range(5):
            ask("ana@example.org", f"203.0.113.{place}")
    client.cookies["known"] = "made:up"

    assert ask("ana@example.org", "198.51.100.7", client) == 429


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/sign-in/",
    ],
)
def test_nobody_is_sent_to_another_site(client, mailoutbox, target):
    person = agreed()
    code = ask_for_code(client, mailoutbox, person.email, next=target)

    response = client.post(reverse("people:code"), {"code": code})

    assert response["Location"] == "/"


@pytest.mark.parametrize("email", ["", "no-address", "a@b", "x" * 300 + "@example.org", "a\x00"])
def test_a_wrong_address_is_told_beside_the_field(client, mailoutbox, email):
    response = client.post(reverse("people:sign-in"), {"email": email})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert mailoutbox == []


def test_digits_of_any_script_are_read(client, mailoutbox):
    person = agreed()
    code = ask_for_code(client, mailoutbox, person.email)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    client.post(reverse("people:code"), {"code": arabic})

    assert signed_in(client) == person.pk


def test_an_erased_person_is_out_at_once_and_their_address_starts_anew(client, mailoutbox):
    person = agreed(email="ana@example.org")
    client.force_login(person)
    actions.erase(person=person)

    response = client.get(reverse("people:account"))
    code = ask_for_code(client, mailoutbox, "ana@example.org")
    to_welcome = client.post(reverse("people:code"), {"code": code})

    assert response.status_code == 302
    assert to_welcome["Location"] == reverse("people:welcome")


def test_a_link_does_nothing_when_opened_and_works_once_when_used(client_pair):
    first, second = client_pair
    person = agreed()
    row, secret = actions.make_link_secret(email=person.email)
    address = reverse("people:link", args=[row.key, secret])

    first.get(address)
    opened = signed_in(first)
    first.post(address)
    again = second.post(address)

    assert opened is None
    assert signed_in(first) == person.pk
    assert (again.status_code, signed_in(second)) == (410, None)


def test_an_unknown_link_looks_like_a_used_one(client):
    response = client.post(reverse("people:link", args=[uuid.uuid4(), "x"]))

    assert response.status_code == 410
