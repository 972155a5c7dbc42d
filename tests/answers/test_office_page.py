"""An office's page: what can be done there is offered, and to nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.addresses import named
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeHeadFactory, OfficeMemberFactory
from tests.factories.themes import ThemeFactory
from tests.themes.test_themes import rapporteur_of

pytestmark = pytest.mark.django_db
TICK, NEXT = 'type="checkbox"', "Save and answer the next theme"


@pytest.fixture
def waiting():
    """An answer that waits to be cleared."""
    words = ContributionFactory()
    member = OfficeHeadFactory(office__space=words.process.space)
    return ResponseFactory(
        theme=None,
        contribution=words,
        office=member.office,
        drafted_by=member.person,
        outcome="adopted",
    )


def page_of(response):
    return reverse("answers:office", args=[response.office.code])


@pytest.mark.parametrize("act", ["clear", "publish"])
def test_with_nothing_chosen_it_says_to_choose_first(client, waiting, act):
    client.force_login(waiting.drafted_by)

    answer = client.post(page_of(waiting), {"act": act}, follow=True)

    page = answer.content.decode()
    assert "Choose at least one answer first." in page
    assert "0 answers" not in page


def test_ticks_stand_where_a_button_does(client, waiting):
    client.force_login(waiting.drafted_by)
    of_office = client.get(page_of(waiting)).content.decode()
    client.force_login(rapporteur_of(waiting.process))
    of_rapporteur = client.get(page_of(waiting)).content.decode()

    assert [(TICK in page, 'value="clear"' in page) for page in (of_office, of_rapporteur)] == [
        (True, True),
        (False, False),
    ]


def test_a_member_reads_who_clears_and_is_offered_no_button(client, waiting):
    member = OfficeMemberFactory(office=waiting.office).person
    said = "The head of the office clears it."
    pages = []
    for person in (member, waiting.drafted_by):
        client.force_login(person)
        pages.append(client.get(page_of(waiting)).content.decode())

    assert [(said in page, 'value="clear"' in page) for page in pages] == [
        (True, False),
        (False, True),
    ]


def test_who_may_not_publish_is_offered_no_tick_and_no_button(client, waiting):
    type(waiting).objects.update(cleared_at=timezone.now())
    client.force_login(waiting.drafted_by)
    of_office = client.get(page_of(waiting)).content.decode()
    client.force_login(rapporteur_of(waiting.process))
    of_rapporteur = client.get(page_of(waiting)).content.decode()

    assert [(TICK in page, 'value="publish"' in page) for page in (of_office, of_rapporteur)] == [
        (True, True),
        (False, False),
    ]


def test_the_next_theme_is_offered_after_a_theme_alone(client):
    words = ContributionFactory()
    theme = ThemeFactory(process=words.process)
    OfficeMemberFactory(office__space=words.process.space)
    client.force_login(rapporteur_of(words.process))
    targets = [("theme", theme), ("idea", words)]

    pages = [
        client.get(reverse("answers:new", args=named(target))).content.decode()
        for kind, target in targets
    ]

    assert [NEXT in page for page in pages] == [True, False]
