"""What a thread holds, whoever looks and wherever they start."""

from pathlib import PurePath

import pytest
from django.utils import timezone

from accord.answers.models import Response
from accord.answers.stations import counting_answers
from accord.contributions.models import Contribution
from accord.record.links import link
from accord.record.models import Link
from accord.record.relations import LED_TO
from accord.themes.models import Theme
from accord.thread.page import thread
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory
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
from tests.factories.spaces import SpaceFactory
from tests.factories.themes import InThemeFactory, ThemeFactory
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
    InThemeFactory(theme=theme, contribution=idea)
    response = published(theme=theme)
    clause, milestone = promise(idea.process)
    link(LED_TO, response, clause)
    return {
        "idea": idea,
        "theme": theme,
        "response": response,
        "commitment": clause.commitment,
        "clause": clause,
        "milestone": milestone,
    }


def look(thing, viewer=None):
    return thread(thing, viewer or viewer_of())


def template_of(station):
    """What a station says, by the name of the template that draws it."""
    return PurePath(station.template).stem


def kinds(thing):
    return [template_of(station) for station in look(thing).stations]


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
    InThemeFactory(theme=whole["theme"], contribution=gone)
    about_it = published(contribution=gone, reasons={"en": "About the secret."})
    link(LED_TO, about_it, whole["clause"])

    found = look(whole[name])

    assert [words.body for words in found.found.of(Contribution)] == ["Test the wells."]
    assert [row.pk for row in found.found.of(Response)] == [whole["response"].pk]


def test_an_own_answer_goes_before_the_themes(whole):
    own = published(contribution=whole["idea"], outcome="not_adopted", obstacle="law")

    found = look(whole["idea"])

    assert counting_answers(found.found) == ([own], [whole["response"]])
    assert (found.stations[-1].station, found.stations[-1].state) == ("answered", "ended")


def test_only_the_newest_answer_of_a_theme_counts(whole):
    newest = published(theme=whole["theme"], number=2)

    assert counting_answers(look(whole["theme"]).found) == ([newest], [])


def test_an_answer_that_is_not_published_is_not_followed(whole):
    whole["response"].published_at = None
    whole["response"].save()

    assert kinds(whole["clause"]) == ["kept", "promised", "untold"]


def test_a_theme_of_another_space_is_not_reached(whole):
    elsewhere = ThemeFactory(
        process__space=SpaceFactory(key="elsewhere", host="elsewhere.localhost")
    )
    Link.objects.create(source=elsewhere.subject, target=whole["clause"].subject, relation="led_to")

    assert look(whole["clause"]).found.of(Theme) == [whole["theme"]]


def test_words_without_an_answer_say_when_one_is_due():
    idea = ContributionFactory(activity=ActivityFactory())

    last = look(idea).stations[-1]

    assert (template_of(last), last.state) == ("due", "promised")
    assert str(last.heading).startswith("Answer due")


def test_the_words_that_changed_in_the_plan_are_marked(whole):
    before = CommitmentVersionFactory(commitment=whole["commitment"], number=1)
    ClauseTextFactory(version=before, clause=whole["clause"], text="The Water Office tests wells.")

    change = look(whole["idea"]).stations[3].body["clauses"][0][0]

    assert change.before_number == 1
    assert change.marked == "The Water Office tests <del>wells</del><ins>each well</ins>."


def test_two_promises_fork_the_thread(whole):
    clause, _ = promise(whole["idea"].process)
    link(LED_TO, whole["response"], clause)

    found = look(whole["idea"])

    assert [template_of(station) for station in found.stations] == ["said", "joined", "answered"]
    assert [[template_of(one) for one in fork.stations] for fork in found.forks] == [
        ["promised", "kept"],
        ["promised", "kept"],
    ]


def test_what_stands_in_a_draft_plan_is_not_promised_yet(whole):
    theme, plan = whole["theme"], whole["commitment"].plan

    def promised():
        found = look(theme)
        station = next(one for one in found.stations if one.station == "promised")
        return found.sentence, str(station.name), station.state

    draft = promised()
    plan.adopted_at = timezone.now()
    plan.save()

    assert draft == ("Being written into a plan; not promised yet.", "Promised?", "promised")
    assert promised()[1:] == ("Promised", "happened")
    assert promised()[0].startswith("Promised, not yet kept.")
