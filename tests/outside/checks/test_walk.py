"""An activity type from another package has words, pages and a file of its own."""

import uuid

import pytest
from django.urls import reverse

from accord.contributions.actions import ContributionInput, submit
from accord.errors import NotAllowed
from accord.processes.registry import Owes
from accord.record.models import LogEntry
from accord.record.stations import thread_address
from accord.thread.page import thread
from tests.addresses import data_of, of_call
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory
from tests.factories.viewers import viewer_of
from tests.pages import form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return ActivityFactory(type_key="walks")


@pytest.fixture
def sighting(walk):
    return send(walk, viewer_of(PersonFactory()))


def send(walk, viewer):
    said = ContributionInput(title="A dry well", body="Behind the school.", language="en")
    sent = submit(viewer=viewer, activity=walk, kind="sighting", said=said, key=uuid.uuid4())
    return sent.contribution


def test_what_is_typed_stands_on_a_page_of_its_own_and_in_the_list(client, walk):
    client.force_login(PersonFactory(), "allauth.account.auth_backends.AuthenticationBackend")
    form = form_with(client.get(of_call(walk, "new")).content.decode(), "body")

    sent = client.post(of_call(walk, "new"), {**form.values, "title": "Dry", "body": "A well."})

    assert sent["Location"] == reverse(
        "contributions:page", args=[walk.process.slug, "sighting", 1]
    )
    assert sent["Location"] == f"/processes/{walk.process.slug}/sightings/1/"
    assert "A well." in client.get(sent["Location"]).content.decode()
    assert sent["Location"] in client.get(of_call(walk)).content.decode()


def test_only_who_has_an_account_takes_part(client, walk):
    with pytest.raises(NotAllowed):
        send(walk, viewer_of())

    assert "/sign-in/" in client.get(of_call(walk, "new"))["Location"]


def test_its_words_begin_a_thread_and_have_a_line(client, sighting):
    answer = client.get(thread_address(sighting))

    assert "A dry well" in answer.content.decode()
    assert answer.context["top"]["eyebrow"] == "Sighting, from start to finish"
    assert thread(sighting, viewer_of()).stations[0].station == "said"
    assert LogEntry.objects.get().subject == sighting.subject


def test_its_file_has_a_line_for_each(client, walk, sighting):
    lines = b"".join(client.get(data_of(walk, "csv")).streaming_content).decode().splitlines()

    assert lines[0] == "number,said_on,byline,body"
    assert lines[1].endswith("Behind the school.")
    assert len(lines) == 2


def test_it_owes_an_answer_to_each_theme(walk):
    assert walk.owes is Owes.THEMES
