import pytest

from accord.contributions import actions
from accord.record.events import emit
from accord.record.registry import verb
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import DecisionFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def asked_again(client, idea, between=lambda: None):
    address = idea.get_absolute_url()
    client.get(address)  # sets the cookie of the forms
    etag = client.get(address).get("ETag", "")
    between()
    return client.get(address, headers={"If-None-Match": etag}).status_code


def test_a_reader_who_has_the_page_is_told_that_nothing_is_new(client):
    assert asked_again(client, ContributionFactory()) == 304


def test_a_support_makes_the_page_anew(client):
    idea = ContributionFactory()

    def support():
        actions.support(viewer=viewer_of(PersonFactory()), contribution=idea)

    assert asked_again(client, idea, support) == 200


def test_whatever_is_decided_makes_the_page_anew(client):
    idea = ContributionFactory()

    def decide():
        thing = DecisionFactory(process=idea.process)
        emit(verb("decision.recorded"), thing, None)

    assert asked_again(client, idea, decide) == 200


def test_those_who_are_signed_in_get_a_page_of_their_own(client):
    client.force_login(PersonFactory())

    assert asked_again(client, ContributionFactory()) == 200
