"""What a thread holds, whoever looks and wherever they start."""

import pytest
from django.utils import timezone

from accord.responses.models import Link
from accord.responses.thread.graph import Scope
from accord.responses.thread.page import thread
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
from tests.factories.spaces import OfficeFactory, SpaceFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def published(**fields):
    now = timezone.now()
    target = fields.get("theme") or fields["contribution"]
    office = OfficeFactory(space=target.process.space)
    made = {"outcome": "adopted", "office": office, "cleared_at": now, "published_at": now}
    return ResponseFactory(**{"theme": None, **made, **fields})


def promise(process, text="The Water Office tests each well."):
    commitment = CommitmentFactory(plan=ActionPlanFactory(process=process))
    version = CommitmentVersionFactory(
        commitment=commitment, number=2, frozen_at=timezone.now(), digest="0" * 64
    )
    clause = ClauseFactory(commitment=commitment)
    ClauseTextFactory(version=version, clause=clause, text=text)
    milestone = MilestoneFactory(commitment=commitment)
    MilestoneTextFactory(version=version, milestone=milestone)
    return clause, milestone


@pytest.fixture
def whole():
    """An idea, its theme, an answer, the clause that came of it and its milestone."""
    idea = ContributionFactory(body="Test the wells.")
    theme = ThemeFactory(process=idea.process, member_count=1)
    ThemeMembershipFactory(theme=theme, contribution=idea)
    response = published(theme=theme)
    clause, milestone = promise(idea.process)
    Link.objects.create(response=response, clause=clause)
    return {
        "idea": idea,
        "theme": theme,
        "response": response,
        "commitment": clause.commitment,
        "clause": clause,
        "milestone": milestone,
    }


def look(thing, visitor=None):
    process = getattr(thing, "process", None) or (
        thing.plan.process if hasattr(thing, "plan") else thing.commitment.plan.process
    )
    return thread(thing, Scope(visitor or viewer_of(), process.space))


def kinds(thing):
    return [station.kind for station in look(thing).stations]


@pytest.mark.parametrize(
    ("name", "said"), [("idea", "said"), ("theme", "voices")], ids=["idea", "theme"]
)
def test_words_lead_forward_to_the_milestone(whole, name, said):
    assert kinds(whole[name]) == [said, "joined", "answered", "promised", "kept"]


@pytest.mark.parametrize("name", ["commitment", "clause", "milestone"])
def test_a_promise_leads_back_to_the_words(whole, name):
    assert kinds(whole[name]) == ["kept", "promised", "answered", "joined", "voices"]


@pytest.mark.parametrize("state", ["hidden_at", "withdrawn_at"])
@pytest.mark.parametrize("name", ["theme", "commitment", "clause", "milestone"])
def test_hidden_and_withdrawn_words_are_never_shown(whole, client, name, state):
    gone = ContributionFactory(
        activity=whole["idea"].activity, body="A secret.", number=77, **{state: timezone.now()}
    )
    ThemeMembershipFactory(theme=whole["theme"], contribution=gone)
    Link.objects.create(
        response=published(contribution=gone, reasons={"en": "About the secret."}),
        clause=whole["clause"],
    )

    found = look(whole[name])

    assert [words.body for words in found.found.words] == ["Test the wells."]
    assert [row.pk for row in found.found.responses] == [whole["response"].pk]


def test_an_own_answer_goes_before_the_themes(whole):
    own = published(contribution=whole["idea"], outcome="not_adopted", obstacle="law")

    found = look(whole["idea"])

    assert [row.pk for row in found.found.responses] == [own.pk]
    assert [row.pk for row in found.found.earlier] == [whole["response"].pk]
    assert (found.stations[-1].kind, found.stations[-1].state) == ("answered", "ended")


def test_only_the_newest_answer_of_a_theme_counts(whole):
    newest = published(theme=whole["theme"], number=2)

    assert [row.pk for row in look(whole["theme"]).found.responses] == [newest.pk]


def test_an_answer_that_is_not_published_is_not_followed(whole):
    whole["response"].published_at = None
    whole["response"].save()

    assert kinds(whole["clause"]) == ["kept", "promised", "due", "untold"]


def test_a_theme_of_another_space_is_not_reached(whole):
    elsewhere = ThemeFactory(
        process__space=SpaceFactory(key="elsewhere", host="elsewhere.localhost")
    )
    Link.objects.create(theme=elsewhere, clause=whole["clause"])

    assert [theme.pk for theme in look(whole["clause"]).found.themes] == [whole["theme"].pk]


def test_words_without_an_answer_say_when_one_is_due():
    idea = ContributionFactory(activity=ActivityFactory())

    last = look(idea).stations[-1]

    assert (last.kind, last.state) == ("due", "promised")
    assert str(last.heading).startswith("Answer due")


def test_the_words_that_changed_in_the_plan_are_marked(whole):
    before = CommitmentVersionFactory(commitment=whole["commitment"], number=1)
    ClauseTextFactory(version=before, clause=whole["clause"], text="The Water Office tests wells.")

    change = look(whole["idea"]).stations[3].body["clauses"][0][0]

    assert change.before_number == 1
    assert change.marked == "The Water Office tests <del>wells</del><ins>each well</ins>."


def test_two_promises_fork_the_thread(whole):
    clause, _ = promise(whole["idea"].process)
    Link.objects.create(response=whole["response"], clause=clause)

    found = look(whole["idea"])

    assert [station.kind for station in found.stations] == ["said", "joined", "answered"]
    assert [[one.kind for one in branch.stations] for branch in found.branches] == [
        ["promised", "kept"],
        ["promised", "kept"],
    ]
