"""Nobody floods: what one person says and supports in ten minutes, and what they are told."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accord.contributions.models import Contribution
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def comment(client, idea, body):
    address = reverse("contributions:comments", args=named(idea))
    return client.post(address, {"body": body, "language": "en"})


def support(client, idea, **sent):
    return client.post(reverse("contributions:support", args=named(idea)), sent).status_code


def test_who_comments_too_often_waits_and_keeps_the_words(client):
    idea = ContributionFactory()
    client.force_login(PersonFactory())

    answers = [comment(client, idea, f"So do we, number {n}.") for n in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "Wait ten minutes" in answers[-1].content.decode()
    assert "So do we, number 20." in answers[-1].content.decode()
    assert Contribution.objects.filter(root=idea).count() == 20


def test_another_person_behind_the_same_address_goes_on(client):
    idea = ContributionFactory()
    client.force_login(PersonFactory())
    for n in range(21):
        comment(client, idea, f"So do we, number {n}.")
    client.force_login(PersonFactory())

    assert comment(client, idea, "We, too.").status_code == 302


def test_who_supports_like_a_machine_waits(client):
    idea = ContributionFactory()
    client.force_login(PersonFactory())

    answers = [support(client, idea, **({"end": "1"} if n % 2 else {})) for n in range(121)]

    assert answers == [302] * 120 + [429]
