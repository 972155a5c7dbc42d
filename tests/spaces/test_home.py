"""The first page of a place shows what is there, and nothing about what isn't."""

import pytest

from accord.processes.models import Process
from tests.factories.contributions import ContributionFactory, ReceiptFactory
from tests.factories.processes import ActivityFactory, ClosedActivityFactory, ProcessFactory
from tests.factories.spaces import SpaceFactory
from tests.record.helpers import numbered_log, recorded_decisions

pytestmark = pytest.mark.django_db

BEGUN, SUMS, FIND = "Nothing has begun yet", "answered</a>", "Got a receipt code?"
NONE_OPEN = "Nothing is open right now"


def home(client):
    page = " ".join(client.get("/").content.decode().split()).replace(" </a>", "</a>")
    return {word for word in (BEGUN, SUMS, FIND, NONE_OPEN) if word in page}


def test_a_place_where_nothing_has_begun_says_that_and_nothing_else(client):
    SpaceFactory()

    assert home(client) == {BEGUN}


def test_a_process_that_only_its_staff_may_see_has_not_begun(client):
    ProcessFactory(is_public=False)

    assert home(client) == {BEGUN}


def test_before_anybody_has_spoken_there_is_no_sum_and_no_code_to_type(client):
    ActivityFactory()

    assert home(client) == set()


def test_when_nothing_is_open_any_more_that_is_said(client):
    ClosedActivityFactory()

    assert home(client) == {NONE_OPEN}


def test_once_people_have_spoken_both_are_there(client):
    words = ContributionFactory()
    words.activity.tally.contributions = 1
    words.activity.tally.save()
    ReceiptFactory(activity=words.activity)

    assert home(client) == {SUMS, FIND}


def test_a_receipt_of_another_place_opens_nothing_here(client):
    SpaceFactory()
    ReceiptFactory(activity__process__space=SpaceFactory(key="far", host="far.example"))

    assert home(client) == {BEGUN}


def test_lines_of_the_log_alone_are_no_beginning(client):
    process = ProcessFactory()
    recorded_decisions(process, 1)
    numbered_log(process.space)
    Process.objects.update(is_public=False)

    assert "What changed" not in client.get("/").content.decode()
    assert home(client) == {BEGUN}
