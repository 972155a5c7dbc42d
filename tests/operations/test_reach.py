"""Who is told how the installation is doing."""

import json

import pytest
from django.test import Client

from accord.operations import health
from tests.factories.people import PersonFactory
from tests.factories.spaces import MembershipFactory, SpaceFactory

pytestmark = pytest.mark.django_db

TOKEN = "m" * 40
BEARER = {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def token(settings):
    settings.MONITOR_TOKEN = TOKEN


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, True),
        ({"REMOTE_ADDR": "::1"}, True),
        ({"REMOTE_ADDR": "192.0.2.7"}, False),
        ({"REMOTE_ADDR": ""}, False),
        # Of a proxy on this machine, whatever it calls the visitor.
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "192.0.2.7"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.7"}, False),
        ({"REMOTE_ADDR": "192.0.2.7", **BEARER}, True),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}x"}, False),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": f"Basic {TOKEN}"}, False),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "}, False),
    ],
)
def test_numbers_and_details_are_for_this_machine_and_for_who_has_the_token(client, asked, may):
    answer = client.get("/metrics", **asked)
    told = json.loads(client.get("/health/ready", **asked).content)

    assert answer.status_code == (200 if may else 403)
    assert ("accord_build_info" in answer.content.decode()) is may
    assert sorted(told) == (["checks", "status"] if may else ["status"])


def test_without_a_token_in_the_settings_no_token_opens_anything(client, settings):
    settings.MONITOR_TOKEN = ""

    answer = client.get("/metrics", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION="Bearer ")

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_probes_are_answered_at_any_host_over_http_without_cookies(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get(path, HTTP_HOST="10.0.0.5:8000")

    assert answer.status_code in {200, 503}
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Request-ID"]
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_probes_only_look(client, path):
    assert client.post(path).status_code == 405


def test_an_address_near_by_is_an_address_like_any_other(client):
    SpaceFactory()

    assert client.get("/health/other").status_code == 404
    assert client.get("/metrics2").status_code == 404


def test_that_a_process_answers_is_told_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/health/live")

    assert answer.content == b'{"status": "ok"}'


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_page_is_for_who_administers_every_space():
    one, other = SpaceFactory(), SpaceFactory(key="elsewhere", host="elsewhere.localhost")
    both = MembershipFactory(space=one, role="administrator").person
    MembershipFactory(space=other, role="administrator", person=both)
    of_one = MembershipFactory(space=one, role="administrator").person

    statuses = [
        signed_in(person).get("/installation/").status_code
        for person in (both, of_one, PersonFactory())
    ]
    links = [
        "/installation/" in signed_in(person).get("/work/").content.decode()
        for person in (both, of_one)
    ]

    assert statuses == [200, 403, 403]
    assert links == [True, False]
    assert Client().get("/installation/").status_code == 302


def test_a_check_that_is_left_out_is_not_looked_at(client, monkeypatch):
    monkeypatch.setitem(health.CHECKS, "disk", health.Check(lambda: 1 / 0, needs_database=False))

    told = client.get("/health/ready?exclude=disk&exclude=mail&exclude=worker").json()

    assert told == {
        "status": "ok",
        "checks": {"database": {"ok": True}, "migrations": {"ok": True}},
    }
