"""An answer leads to what people say to it only where anybody said more than yes or no."""

import pytest
from django.urls import reverse

from accord.answers.actions import rejoin
from accord.contributions.models import Contribution
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory
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


@pytest.mark.parametrize(("body", "leads"), [("", False), ("And the farm wells?", True)])
def test_an_answer_leads_to_what_they_say_only_where_anybody_said_it(client, idea, body, leads):
    response = answered(idea, contribution=idea)
    words = Contribution.objects.select_related("receipt", "author").get(pk=idea.pk)
    viewer = viewer_of(words.author)
    rejoin(viewer=viewer, response=response, contribution=words, verdict="not_addressed", text=body)

    page = client.get(idea.get_absolute_url())

    address = reverse("answers:rejoinders", args=[response.subject.code])
    assert (address in page.content.decode()) == leads
