"""Pages of ideas that a reader has already are made anew when what they show has changed."""

import pytest

from accord.answers.actions import rejoin
from accord.contributions.models import Contribution
from accord.themes.actions import add_to_theme, remove_from_theme
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory
from tests.factories.processes import AppointmentFactory
from tests.factories.themes import InThemeFactory, ThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db
NOW = "2026-11-24T12:00:00Z"


@pytest.fixture
def idea():
    return ContributionFactory()


def answered(idea, **to):
    office = OfficeFactory(space=idea.process.space)
    return ResponseFactory(
        **{"theme": None, **to}, outcome="adopted", office=office, cleared_at=NOW, published_at=NOW
    )


def status_after(client, idea, change):
    """What a reader gets who asks whether the page is still the one they have."""
    address = idea.get_absolute_url()
    client.get(address)
    etag = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304
    change()
    return client.get(address, HTTP_IF_NONE_MATCH=etag).status_code


def says_no(idea, response):
    words = Contribution.objects.select_related("receipt", "author").get(pk=idea.pk)
    viewer = viewer_of(words.author)
    return rejoin(viewer=viewer, response=response, contribution=words, verdict="not_addressed")


def test_a_verdict_without_words_shows_at_once(client, idea):
    response = answered(idea, contribution=idea)

    assert status_after(client, idea, lambda: says_no(idea, response)) == 200


def test_a_verdict_on_the_answer_to_a_theme_shows_on_all_its_words(client, idea):
    other = ContributionFactory(activity__process=idea.process)
    theme = ThemeFactory(process=idea.process)
    for words in (idea, other):
        InThemeFactory(theme=theme, contribution=words)
    response = answered(idea, theme=theme)

    assert status_after(client, idea, lambda: says_no(other, response)) == 200


def test_another_answer_shows_when_words_come_into_a_theme_and_leave_it(client, idea):
    answered(idea, contribution=idea)
    theme = ThemeFactory(process=idea.process)
    answered(idea, theme=theme)
    viewer = viewer_of(AppointmentFactory(process=idea.process, role="rapporteur").person)

    def leave():
        remove_from_theme(viewer=viewer, theme=theme, contributions=[idea])

    def come():
        add_to_theme(viewer=viewer, theme=theme, contributions=[idea])

    come()  # now nothing is owed any more
    assert status_after(client, idea, leave) == 200
    assert status_after(client, idea, come) == 200
