"""Two people at one answer: nobody replaces or clears words without having read them."""

import re

import pytest
from django.urls import reverse

from accord.answers.models import Response
from accord.record.links import link
from accord.record.relations import LED_TO
from accord.ui.texts import LocalizedText
from tests.access.scenario import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def draft(world):
    return world.places["public"].draft_response


def edit(response):
    return reverse("answers:edit", args=[response.subject.code])


def mark_on(page):
    return page.context["form"]["seen"].value()


def test_who_saves_over_a_colleagues_words_reads_them_first(world, draft):
    here, client = world.places["public"], world.client("official")
    links = [f"decision:{here.decision.pk}", f"commitment:{here.commitment.pk}"]
    mine = {"outcome": "adopted", "reasons_en": "Mine.", "links": links}
    mark = mark_on(client.get(edit(draft)))
    theirs = {"outcome": "in_progress", "next_step": "session", "reasons_en": "Theirs."}
    world.client("office_head").post(edit(draft), theirs)

    shown = client.post(edit(draft), {**mine, "seen": mark})

    page = shown.content.decode()
    assert shown.status_code == 422
    assert "Somebody else has changed this answer while you were writing." in page
    assert [said in page for said in ("Theirs.", "A meeting about it", "Mine.")] == [True] * 3
    assert shown.context["form"]["links"].value() == links
    assert Response.objects.get(pk=draft.pk).reasons.plain() == {"en": "Theirs."}

    client.post(edit(draft), {**mine, "seen": mark_on(shown)})

    assert Response.objects.get(pk=draft.pk).reasons.plain() == {"en": "Mine."}


def test_what_was_tied_meanwhile_is_told_too(world, draft):
    here, client = world.places["public"], world.client("official")
    mark = mark_on(client.get(edit(draft)))
    link(LED_TO, draft, here.decision)

    shown = client.post(edit(draft), {"outcome": "adopted", "seen": mark})

    assert shown.status_code == 422
    assert shown.context["their_ends"] == [here.decision]


def read_on_office_page(client, draft):
    """What the head's form would send of this answer."""
    page = client.get(office_page(draft)).content.decode()
    mark = re.search(rf'name="seen-{draft.pk}" value="(\w+)"', page)
    return {"act": "clear", "chosen": [draft.pk], f"seen-{draft.pk}": mark[1]}


def office_page(draft):
    return reverse("answers:office", args=[draft.office.code])


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "deferred", "obstacle": "money"},
        {"next_step": "session"},
        {"reasons": LocalizedText({"en": "Other words."})},
    ],
)
def test_a_head_clears_only_the_words_she_has_read(world, draft, change):
    client = world.client("office_head")
    sent = read_on_office_page(client, draft)
    Response.objects.filter(pk=draft.pk).update(**change)

    refused = client.post(office_page(draft), sent)

    assert refused.status_code == 409
    assert "Somebody has changed this answer since you read it" in refused.content.decode()
    assert Response.objects.get(pk=draft.pk).cleared_at is None


def test_a_head_clears_only_the_ties_she_has_read(world, draft):
    client = world.client("office_head")
    sent = read_on_office_page(client, draft)
    link(LED_TO, draft, world.places["public"].decision)

    refused = client.post(office_page(draft), sent)
    again = client.post(office_page(draft), read_on_office_page(client, draft))

    assert (refused.status_code, again.status_code) == (409, 302)
    assert Response.objects.get(pk=draft.pk).cleared_at is not None


def test_nothing_is_cleared_by_a_form_that_does_not_say_what_was_read(world, draft):
    sent = {"act": "clear", "chosen": [draft.pk]}

    refused = world.client("office_head").post(office_page(draft), sent)

    assert refused.status_code == 409
    assert Response.objects.get(pk=draft.pk).cleared_at is None
