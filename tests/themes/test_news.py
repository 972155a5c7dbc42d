"""Themes and what was heard, as news."""

import pytest
from django.db import transaction

from accord.record.events import emit
from accord.themes.actions import merge_themes
from accord.themes.events import SYNTHESIS_PUBLISHED, THEME_PUBLISHED
from tests.factories.processes import AppointmentFactory, ProcessFactory
from tests.factories.themes import SynthesisFactory, ThemeFactory
from tests.factories.viewers import viewer_of
from tests.record.news_told import links, sentences

pytestmark = pytest.mark.django_db


def published(*things, verb=THEME_PUBLISHED):
    with transaction.atomic():
        for thing in things:
            emit(verb, thing, None)
    return things


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "A theme came out of what people said: Know what is in our water"),
        (1, "1 person said this: Know what is in our water"),
        (12, "12 people say much the same: Know what is in our water"),
    ],
)
def test_a_theme_says_how_many_said_it(count, said):
    (theme,) = published(ThemeFactory(member_count=count))

    assert sentences() == [said]
    assert links() == [[theme.get_absolute_url()]]


def test_many_of_a_day_are_told_together():
    process = ProcessFactory(title={"en": "Third action plan"})
    published(*ThemeFactory.create_batch(3, process=process))

    assert sentences() == ["3 themes came out of what people said: Third action plan"]
    assert links() == [[process.get_absolute_url()]]


def test_a_theme_that_became_part_of_another_is_told_no_more():
    process = ProcessFactory()
    root, part = published(*ThemeFactory.create_batch(2, process=process))
    rapporteur = AppointmentFactory(process=process, role="rapporteur").person

    merge_themes(viewer=viewer_of(rapporteur), theme=part, into=root)

    assert links() == [[root.get_absolute_url()]]


def test_what_was_heard_is_told_by_its_title():
    heard = SynthesisFactory(title={"en": "Water and schools"})
    published(heard, verb=SYNTHESIS_PUBLISHED)

    assert sentences() == ["You can read what we heard: Water and schools"]
    assert links() == [[heard.get_absolute_url()]]
