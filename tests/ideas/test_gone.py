"""The address of an idea that isn't shown any more: its number, when it was hidden, and why."""

import pytest

from tests.factories.contributions import ContributionFactory

pytestmark = pytest.mark.django_db
HIDDEN = {"hidden_at": "2026-11-24T12:00:00Z", "hidden_reason": "It names a private person."}


def asked(client, idea):
    return client.get(idea.get_absolute_url())


def test_a_hidden_idea_has_a_page_with_its_number_the_day_and_the_reason(client):
    idea = ContributionFactory(title="Okapi", body="Okapi words", signed_as="Okapi name", **HIDDEN)

    answer = asked(client, idea)

    page = answer.content.decode()
    assert answer.status_code == 410
    assert f"No. {idea.number}" in page
    assert "Not shown since 24 November 2026." in page
    assert "It names a private person." in page
    assert "Okapi" not in page


def test_a_withdrawn_idea_says_so_and_nothing_else(client):
    idea = ContributionFactory(title="Okapi", withdrawn_at="2026-11-25T12:00:00Z", **HIDDEN)

    answer = asked(client, idea)

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Withdrawn by the person who wrote it." in page
    assert "It names a private person." not in page
    assert "Okapi" not in page


@pytest.mark.parametrize(
    "state",
    [
        {"published_at": None},
        {"published_at": None, **HIDDEN},
        {"activity__process__is_public": False, **HIDDEN},
    ],
)
def test_what_nobody_could_read_has_no_page(client, state):
    assert asked(client, ContributionFactory(**state)).status_code == 404
