import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accord.responses.models import Link
from accord.responses.thread.stations import thread
from tests.factories.contributions import ContributionFactory
from tests.factories.plans import (
    ActionPlanFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
    MilestoneFactory,
    MilestoneTextFactory,
)
from tests.factories.processes import ActivityFactory
from tests.factories.responses import ResponseFactory, ThemeFactory, ThemeMembershipFactory
from tests.factories.spaces import OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    """An idea, its theme, an answer, the clause that came of it and its milestone."""
    idea = ContributionFactory(body="Test the wells.")
    theme = ThemeFactory(process=idea.process, member_count=1)
    ThemeMembershipFactory(theme=theme, contribution=idea)
    now = timezone.now()
    response = ResponseFactory(
        theme=theme,
        outcome="adopted",
        office=OfficeFactory(space=idea.process.space),
        cleared_at=now,
        published_at=now,
    )
    commitment = CommitmentFactory(plan=ActionPlanFactory(process=idea.process))
    version = CommitmentVersionFactory(commitment=commitment)
    clause = ClauseFactory(commitment=commitment)
    ClauseTextFactory(version=version, clause=clause)
    milestone = MilestoneFactory(commitment=commitment)
    MilestoneTextFactory(version=version, milestone=milestone)
    Link.objects.create(response=response, clause=clause)
    return {
        "idea": idea,
        "theme": theme,
        "commitment": commitment,
        "clause": clause,
        "milestone": milestone,
    }


def kinds(thing):
    return [station.kind for station in thread(thing, AnonymousUser()).stations]


@pytest.mark.parametrize("name", ["idea", "theme"])
def test_words_lead_forward_to_the_milestone(whole, name):
    assert kinds(whole[name]) == ["said", "joined", "answered", "promised", "kept"]


@pytest.mark.parametrize("name", ["commitment", "clause", "milestone"])
def test_a_promise_leads_back_to_the_words(whole, name):
    assert kinds(whole[name]) == ["kept", "promised", "answered", "joined", "said"]


def test_hidden_words_are_never_shown(whole):
    hidden = ContributionFactory(
        activity=whole["idea"].activity, body="A secret.", number=77, hidden_at=timezone.now()
    )
    ThemeMembershipFactory(theme=whole["theme"], contribution=hidden)

    said = thread(whole["theme"], AnonymousUser()).stations[0]

    assert [item["voice"] for item in said.items] == ["Test the wells."]


def test_words_without_an_answer_say_when_one_is_due():
    idea = ContributionFactory(activity=ActivityFactory())

    last = thread(idea, AnonymousUser()).stations[-1]

    assert (last.kind, last.state) == ("answered", "promised")
    assert str(last.heading).startswith("Answer due")


@pytest.mark.parametrize("count", [3, 60])
def test_a_theme_costs_the_same_with_many_members(count, django_assert_num_queries):
    theme = ThemeFactory()
    activity = ActivityFactory(process=theme.process)
    for idea in ContributionFactory.create_batch(count, activity=activity):
        ThemeMembershipFactory(theme=theme, contribution=idea)

    with django_assert_num_queries(6):
        thread(theme, AnonymousUser())
