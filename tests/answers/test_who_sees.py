"""Which answers a page below shows, and to whom."""

import pytest
from django.utils import timezone

from accord.answers.actions import Answer, clear_response, draft_response
from accord.answers.models import Response
from accord.answers.panels import after_decision, in_theme_rows, of_paragraphs, on_receipt
from accord.answers.pending_answers import pending_offices
from accord.answers.proofs import response_in_public
from accord.contributions.actions import hide
from accord.errors import Conflict
from accord.processes.models import Process
from accord.record.links import link
from accord.record.relations import LED_TO
from tests.access.scenario import World
from tests.factories.answers import RejoinderFactory, ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.themes import InThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def shown_after(world, decision, role=None):
    viewer = viewer_of(world.people.get(role), world.space.subject)
    return after_decision([decision], viewer)[decision.pk]["answers"]


def published_to(words, world):
    return ResponseFactory(
        theme=None,
        contribution=words,
        outcome="adopted",
        office=world.office,
        cleared_at=timezone.now(),
        published_at=timezone.now(),
    )


def test_a_public_decision_shows_a_hidden_process_only_to_who_works_on_it(world):
    there, here = world.places["hidden"], world.places["public"]
    link(LED_TO, there.response, here.decision)

    assert shown_after(world, here.decision) == []
    assert shown_after(world, here.decision, "planner") == [there.response]


def test_rows_show_no_answer_of_a_hidden_process(world):
    there, visitor = world.places["hidden"], viewer_of(None, world.space.subject)

    rows = in_theme_rows([there.theme], visitor)[there.theme.pk]
    of_paragraph = published_to_paragraph(there, world)

    assert rows["is_answered"] is False
    assert of_paragraphs([there.paragraph], visitor)[there.paragraph.pk]["answers"] == []
    planner = viewer_of(world.people["planner"], world.space.subject)
    seen = of_paragraphs([there.paragraph], planner)[there.paragraph.pk]["answers"]
    assert seen == [of_paragraph]


def published_to_paragraph(at, world):
    return ResponseFactory(
        theme=None,
        paragraph=at.paragraph,
        outcome="adopted",
        office=world.office,
        cleared_at=timezone.now(),
        published_at=timezone.now(),
    )


def test_an_answer_to_a_comment_goes_with_the_idea_it_was_said_to(world):
    here = world.places["public"]
    response = published_to(here.comment, world)
    link(LED_TO, response, here.decision)
    assert shown_after(world, here.decision) == [response]

    moderator = viewer_of(world.people["moderator"], world.space.subject)
    hide(viewer=moderator, words=here.idea, reason="Rule 3")

    response = Response.objects.for_page().get(pk=response.pk)
    assert shown_after(world, here.decision) == []
    assert response not in Response.objects.shown()
    assert (response.is_target_shown, response_in_public(response)) == (False, False)


def test_nobody_owes_an_answer_to_what_was_said_to_a_hidden_idea(world):
    here = world.places["public"]
    head = viewer_of(world.people["office_head"], world.space.subject)
    answer = Answer(outcome="adopted", reasons={"en": "We will."})
    draft = draft_response(viewer=head, to=here.comment, office=world.office, answer=answer)
    processes = Process.objects.filter(pk=here.process.pk)
    [before] = [row.due for row, _days in pending_offices(world.space, processes)]

    moderator = viewer_of(world.people["moderator"], world.space.subject)
    hide(viewer=moderator, words=here.idea, reason="Rule 3")

    [after] = [row.due for row, _days in pending_offices(world.space, processes)]
    assert after < before
    with pytest.raises(Conflict):
        clear_response(viewer=head, response=draft)


def test_what_one_said_back_is_not_shown_as_the_word_of_another(world):
    """Both have accounts and no receipt, and one answer was given to both."""
    at = world.places["public"]
    mine, other = ContributionFactory.create_batch(2, activity=at.activity)
    for words in (mine, other):
        InThemeFactory(theme=at.theme, contribution=words)
    now = timezone.now()
    answer = ResponseFactory(
        theme=at.theme,
        number=70,
        outcome="adopted",
        office=world.office,
        cleared_at=now,
        published_at=now,
    )
    said = RejoinderFactory(response=answer, person=mine.author)

    rows = on_receipt([mine, other], viewer_of(mine.author))

    assert (rows[mine.pk]["said_back"], rows[other.pk]["said_back"]) == (said, None)
