import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.contributions.models import Contribution, Draft, Receipt
from accord.processes.models import ActivityTally
from accord.record.models import Deed, Leaf
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory

WORDS = {
    "title": "Test our wells",
    "body": "The water tastes of metal. Test it twice a year.",
    "place": "Lower Ford",
    "language": "es",
}
pytestmark = pytest.mark.django_db


def write(client, activity, **changes):
    return client.post(reverse("ideas:new", args=[activity.pk]), WORDS | changes)


def send(client, activity):
    return client.post(reverse("ideas:check", args=[activity.pk]), {"consent": "on"})


def share(client, activity, **changes):
    write(client, activity, **changes)
    return send(client, activity)


def test_visitor_shares_an_idea_in_two_steps_and_gets_a_receipt(client):
    activity = ActivityFactory()

    share(client, activity)
    page = client.get(reverse("ideas:sent", args=[activity.pk])).content.decode()

    idea = Contribution.objects.get()
    assert (idea.title, idea.body, idea.language) == (
        WORDS["title"],
        WORDS["body"],
        WORDS["language"],
    )
    assert (idea.idea.place, idea.provenance.door, idea.number) == ("Lower Ford", "web", 1)
    assert idea.provenance.consent_at is not None
    assert client.session["last_code"]["code"] in page
    tally = ActivityTally.objects.get()
    assert (tally.contributions, tally.unanswered, tally.changes) == (1, 1, 1)
    assert Leaf.objects.get().verb == "words.published"
    assert Draft.objects.count() == 0


def test_sending_twice_counts_once(client):
    activity = ActivityFactory()
    write(client, activity)
    drafts = client.session["drafts"]

    send(client, activity)
    again = send(client, activity)

    assert drafts
    assert again.status_code == 302
    assert Contribution.objects.count() == 1


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client):
    activity = ActivityFactory()

    response = write(client, activity, title="")

    assert response.status_code == 422
    assert WORDS["body"] in response.content.decode()
    assert Contribution.objects.count() == 0
    assert Draft.objects.get().data["body"] == WORDS["body"]


def test_nothing_is_sent_without_consent(client):
    activity = ActivityFactory()
    write(client, activity)

    response = client.post(reverse("ideas:check", args=[activity.pk]), {})

    assert response.status_code == 422
    assert Contribution.objects.count() == 0


def test_odd_characters_are_left_out(client):
    activity = ActivityFactory()

    share(client, activity, title="Wells\x00 now", body="a\x07b")

    idea = Contribution.objects.get()
    assert (idea.title, idea.body) == ("Wells now", "ab")


def test_too_late_is_told_and_the_words_are_kept(client):
    activity = ActivityFactory()
    write(client, activity)
    activity.closes_at = timezone.now() - dt.timedelta(minutes=1)
    activity.save()

    response = send(client, activity)

    assert response.status_code == 409
    assert WORDS["body"] in response.content.decode()
    assert Contribution.objects.count() == 0


def test_contact_details_are_held_for_a_reader(client):
    activity = ActivityFactory()

    share(client, activity, body="Call me on 0800 446 446 12.")
    page = client.get(reverse("ideas:sent", args=[activity.pk])).content.decode()
    others = client_of_somebody_else().get(reverse("ideas:list", args=[activity.pk]))

    assert Contribution.objects.get().published_at is None
    assert "A person will read this first." in page
    assert "It contains a phone number." in page
    assert WORDS["title"] not in others.content.decode()
    assert ActivityTally.objects.get().contributions == 0


def client_of_somebody_else():
    from django.test import Client

    return Client()


def test_fully_anonymous_ideas_keep_no_trace(client):
    activity = ActivityFactory(identity_policy="anonymous")
    person = PersonFactory(display_name="Secret Name")
    client.force_login(person)

    page = share(client, activity).content.decode()

    idea = Contribution.objects.get()
    assert idea.author is None
    assert (idea.received_at.hour, idea.received_at.minute) == (12, 0)
    assert Deed.objects.get().actor is None
    assert not {"last_code", "receipts"} & set(client.session.keys())
    assert client.session["drafts"] == {}
    assert Receipt.objects.count() == 1
    assert "We show it this once." in page


def test_the_code_is_in_no_address_and_no_page_of_others(client):
    activity = ActivityFactory()

    response = share(client, activity)
    code = client.session["last_code"]["code"]
    listed = client.get(reverse("ideas:list", args=[activity.pk])).content.decode()

    assert code not in response["Location"]
    assert code not in listed
    assert code not in Leaf.objects.get().body
    assert code not in Receipt.objects.get().code_hash


def test_a_draft_is_saved_without_leaving_the_page(client):
    activity = ActivityFactory()

    response = client.post(
        reverse("ideas:new", args=[activity.pk]), {"title": "Wells"}, headers={"HX-Request": "true"}
    )

    assert "Saved" in response.content.decode()
    assert Draft.objects.get().data["title"] == "Wells"
