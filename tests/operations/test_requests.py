"""Each request has an id, a line and a count; its errors can be found by the code that was told."""

import re

import pytest
from django.test import Client

from accord.operations.models import Fault
from accord.ui import request_counts
from accord.ui.counters import Counters
from accord.ui.metrics import rows_of
from accord.ui.middleware import RequestIdMiddleware
from accord.ui.request_ids import is_well_formed, request_id
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/static/none.css", "/health/live"])
def test_every_answer_has_an_id_that_can_be_said(client, path):
    SpaceFactory()

    numbers = {client.get(path)["X-Request-ID"] for _ in range(3)}

    assert len(numbers) == 3
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", n) for n in numbers)


@pytest.mark.parametrize(
    ("given", "is_behind_proxy", "is_kept"),
    [
        ("2f1c9a51b0aa4d0e8a1b2c3d4e5f6071", True, True),
        ("2f1c9a51b0aa4d0e8a1b2c3d4e5f6071", False, False),
        ("short", True, False),
        ("x" * 65, True, False),
        ("with a space and words", True, False),
        ("line%0Abreak", True, False),
        ("-starts-with-a-dash", True, False),
    ],
)
def test_only_a_well_formed_id_of_our_own_proxy_is_taken(
    client, settings, given, is_behind_proxy, is_kept
):
    settings.IS_BEHIND_PROXY = is_behind_proxy

    answer = client.get("/health/live", headers={"x-request-id": given})

    assert (answer["X-Request-ID"] == given) is is_kept
    assert is_well_formed(answer["X-Request-ID"])


def test_while_a_request_is_answered_all_know_its_id_and_afterwards_nobody(rf):
    seen = []

    def answer(request):
        from django.http import HttpResponse

        seen.append(request_id.get())
        return HttpResponse()

    response = RequestIdMiddleware(answer)(rf.get("/"))

    assert seen == [response["X-Request-ID"]]
    assert request_id.get() == ""


def test_each_request_has_one_line_with_the_name_of_its_route(client, lines):
    SpaceFactory()

    answer = client.get("/sign-in/?next=/secret/")

    [line] = [line for line in lines.plain if "accord.access" in line]
    assert re.fullmatch(
        rf"\S+ INFO accord\.access \[{answer['X-Request-ID']}\] answered route=people:sign-in "
        r"method=GET status=200 milliseconds=\d+ queries=\d+",
        line,
    )


def test_probes_leave_no_line(client, lines):
    client.get("/health/live")
    client.get("/metrics")

    assert [line for line in lines.plain if "accord.access" in line] == []


def test_requests_are_counted_by_route_and_status(client, monkeypatch):
    own = Counters()
    monkeypatch.setattr(request_counts, "counters", own)
    SpaceFactory()

    for path in ("/", "/", "/nowhere/", "/sign-in/"):
        client.get(path)
    client.generic("BREW", "/sign-in/")

    counted = [
        line
        for line in request_counts.request_lines(rows_of(own.sums()))
        if line.startswith("accord_requests_total{")
    ]
    assert counted == [
        'accord_requests_total{route="nowhere",status="4xx"} 1',
        'accord_requests_total{route="people:sign-in",status="2xx"} 1',
        'accord_requests_total{route="people:sign-in",status="4xx"} 1',
        'accord_requests_total{route="spaces:home",status="2xx"} 2',
    ]


@pytest.fixture
def broken(monkeypatch):
    """A page that fails over what somebody typed."""

    def fail(*given, **named):
        raise ValueError("secret words of Ana")

    monkeypatch.setattr("accord.spaces.views.news_page", fail)


@pytest.fixture
def client_of_a_site():
    return Client(raise_request_exception=False)


def test_the_code_that_is_told_stands_in_the_line_of_that_very_error(
    broken, client_of_a_site, lines
):
    SpaceFactory()

    answers = [client_of_a_site.get("/news/?before=1") for _ in range(2)]

    for answer in answers:
        [code] = re.findall(r"E-[0-9A-F]{4}", answer.content.decode())
        [line] = [line for line in lines.plain if code in line]
        first, *trace = line.splitlines()
        assert f"ERROR django.request [{answer['X-Request-ID']}] Internal Server Error" in first
        assert f"route=spaces:news method=GET status=500 error_code={code}" in first
        assert trace[0] == "    ValueError: (its message is left out)"
        assert "accord/spaces/views.py:" in line
        assert "secret" not in line


def test_the_page_lists_the_error_by_its_code(broken, client_of_a_site):
    SpaceFactory()

    answer = client_of_a_site.get("/news/")

    fault = Fault.objects.get()
    assert fault.code in answer.content.decode()
    assert fault.request_id == answer["X-Request-ID"]
    assert [fault.route, fault.kind, fault.logger] == [
        "spaces:news",
        "ValueError",
        "django.request",
    ]
    assert re.fullmatch(r"accord/spaces/views\.py:\d+ in news", fault.place)
