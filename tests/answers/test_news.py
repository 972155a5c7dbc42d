"""What offices answered, as news."""

import pytest
from django.db import transaction
from django.utils import timezone

from accord.answers.events import RESPONSE_PUBLISHED
from accord.contributions.models import Contribution
from accord.record.events import emit
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory
from tests.factories.processes import ProcessFactory
from tests.factories.themes import ThemeFactory
from tests.record.news_told import items, links, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory(space=ProcessFactory().space, name={"en": "Water Office"})


def answered(office, **to):
    now = timezone.now()
    made = ResponseFactory(
        office=office, outcome="adopted_in_part", cleared_at=now, published_at=now, **to
    )
    with transaction.atomic():
        emit(RESPONSE_PUBLISHED, made, None, related=[made.target])
    return made


def test_an_answer_is_told_with_office_question_and_outcome(office):
    process = ProcessFactory(space=office.space)
    made = answered(office, theme=ThemeFactory(process=process))

    told = "Water Office answered “Know what is in our water”: In the plan, in part"
    assert sentences() == [told]
    assert links() == [[made.get_absolute_url()]]


def test_an_answer_to_a_persons_words_keeps_their_language_and_goes_with_them(office):
    idea = ContributionFactory(
        activity__process__space=office.space, title="Analyser les puits", language="fr"
    )
    made = answered(office, theme=None, contribution=idea)

    assert links() == [[made.get_absolute_url()]]
    assert 'lang="fr" dir="auto">Analyser les puits' in items()[0].sentence

    Contribution.objects.update(hidden_at=timezone.now())

    assert sentences() == []


def test_several_of_an_office_are_told_together(office):
    process = ProcessFactory(space=office.space)
    made = [answered(office, theme=ThemeFactory(process=process)) for _ in range(2)]

    told = "Water Office published 2 answers. The newest: Know what is in our water"
    assert sentences() == [told]
    assert links() == [[made[-1].get_absolute_url()]]
