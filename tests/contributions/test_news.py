"""Ideas that came in, as news."""

import pytest
from django.utils import timezone, translation

from accord.contributions.actions import hide, withdraw
from accord.contributions.events import WORDS_PUBLISHED, emit_words
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.themes import InThemeFactory, ThemeFactory
from tests.factories.viewers import viewer_of
from tests.record.news_told import items, links, sentences
from tests.record.test_news import came_in

pytestmark = pytest.mark.django_db
CALL = "Tell us a problem, or an idea to fix one"


def test_one_is_told_by_its_title_in_its_language():
    idea = ContributionFactory(title="Qu’on analyse les puits", language="fr")
    emit_words(WORDS_PUBLISHED, idea, None)

    assert sentences() == ["Someone shared an idea: Qu’on analyse les puits"]
    assert links() == [[idea.get_absolute_url()]]
    assert 'lang="fr" dir="auto"' in items()[0].sentence


def test_several_of_an_activity_are_told_together():
    activity = ActivityFactory()
    came_in(4, activity)

    assert sentences() == [f"4 ideas came in: {CALL}"]
    assert links() == [[activity.get_absolute_url()]]


def test_those_that_are_all_in_one_theme_are_told_with_it():
    activity = ActivityFactory()
    root = ThemeFactory(process=activity.process)
    part = ThemeFactory(process=activity.process, merged_into=root, root=root)
    for idea, theme in zip(came_in(2, activity), (root, part), strict=True):
        InThemeFactory(theme=theme, contribution=idea)

    assert sentences() == ["2 ideas came in on a theme: Know what is in our water"]
    assert links() == [[root.get_absolute_url()]]


def test_a_theme_that_nobody_may_read_yet_is_not_named():
    activity = ActivityFactory()
    theme = ThemeFactory(process=activity.process, published_at=None)
    for idea in came_in(2, activity):
        InThemeFactory(theme=theme, contribution=idea)

    assert sentences() == [f"2 ideas came in: {CALL}"]


def test_words_that_are_hidden_are_gone_from_the_news():
    activity = ActivityFactory()
    gone, kept = came_in(2, activity)
    moderator = AppointmentFactory(process=activity.process, role="moderator").person

    hide(viewer=viewer_of(moderator), words=gone, reason="It names somebody.")

    said = [f"Someone shared an idea: {kept.title}"]
    assert [sentences(viewer_of(who)) for who in (None, gone.author, moderator)] == [said] * 3


def test_what_an_author_takes_back_leaves_no_news():
    person = PersonFactory()
    idea = ContributionFactory(author=person)
    emit_words(WORDS_PUBLISHED, idea, viewer_of(person))

    withdraw(viewer=viewer_of(person), contribution=idea)

    assert sentences() == []


def test_comments_are_no_news():
    idea = ContributionFactory()
    comment = ContributionFactory(
        activity=idea.activity, kind="comment", parent=idea, root=idea, depth=1
    )
    emit_words(WORDS_PUBLISHED, comment, None)

    assert sentences() == []


def test_of_words_that_keep_nobodys_trace_the_day_is_told():
    activity = ActivityFactory(identity_policy="anonymous")
    came_in(1, activity)

    assert [item.day for item in items()] == [timezone.localdate()]


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", f"Llegaron 2 ideas: {CALL}"), ("fr", f"2 idées sont arrivées : {CALL}")],
)
def test_in_other_languages(language, said):
    came_in(2, ActivityFactory())

    with translation.override(language):
        assert [text.replace("\xa0", " ").replace("\u202f", " ") for text in sentences()] == [said]
