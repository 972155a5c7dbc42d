"""Two people at one answer: nobody replaces or clears words without having read them."""

import pytest
from django.urls import reverse

from accord.answers.models import Response
from accord.record.links import link
from accord.record.relations import LED_TO
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
    assert shown.status_code == 409
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

    assert shown.status_code == 409
    assert shown.context["their_ends"] == [here.decision]
