"""What hangs on several things lies in one place: declared at the models, refused by the actions.

Both lists are complete: a new foreign key, and a new action that takes two things, fail here until
somebody has said what belongs together.
"""

import dataclasses
import datetime as dt
import importlib
import inspect
import pkgutil
import typing
import uuid
from collections.abc import Iterator
from itertools import combinations
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignKey, Model

import accord
from accord.activities.ideas.actions import submit_idea
from accord.answers import actions as responses
from accord.answers.actions import Answer
from accord.answers.forms import AssignmentForm, end_choices
from accord.contributions import actions as words
from accord.contributions.actions.submission import create_contribution
from accord.contributions.models import Contribution, Discussion, Receipt
from accord.contributions.submissions import Place, Sending
from accord.errors import AccordError, Conflict
from accord.forum.actions import Stand, record_decision
from accord.forum.models import Decision
from accord.organisations.actions import create_topic
from accord.people.models import Person
from accord.plans import actions as plans
from accord.plans.actions.milestones import MilestoneWords
from accord.plans.actions.reports import ReportWords
from accord.plans.forms import AdoptionForm, CommitmentForm, LeadsForm
from accord.processes import actions as processes
from accord.processes.forms.activities import SheetForm
from accord.processes.forms.processes import ProcessForm
from accord.questions.answers import GivenAnswer
from accord.questions.sheets import sheet_of
from accord.record import links
from accord.record.models import Link
from accord.themes import actions as themes
from accord.themes.forms import DecisionForm
from accord.ui.strays import pairs, refuse_strays, strays
from accord.ui.texts import LocalizedText
from tests.access.scenario import World
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.forum import ForumFactory, SeatFactory
from tests.factories.organisations import OfficeFactory, OfficeMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import (
    ActionPlanFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
    MilestoneFactory,
    ReportingPeriodFactory,
)
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    DecisionFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.questions import QuestionFactory, SheetFactory
from tests.factories.spaces import MembershipFactory, SpaceFactory
from tests.factories.themes import ThemeFactory
from tests.factories.viewers import viewer_of

# Pairs of columns that are never filled both: a constraint says so.
ONE_OR_OTHER = {("DateChange", "activity", "phase")}


def columns(model: type[Model]) -> dict[str, type[Model]]:
    """The foreign keys that place a row; who wrote it doesn't, nor its own address."""
    return {
        field.name: field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model is not Person
        and field.name != "subject"
    }


def above(model: type[Model]) -> set[type[Model]]:
    """The model, and all that a row of it lies in."""
    found, waiting = set(), [model]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += columns(one).values()
    return found


def joined(model: type[Model]) -> list[set[str]]:
    """Columns that the declared pairs tie together, directly or by way of others."""
    groups = [{name} for name in columns(model)]
    for pair in pairs(model):
        starts = {path.split("__")[0] for path in pair}
        touched = [group for group in groups if group & starts]
        groups = [group for group in groups if not group & starts] + [set().union(*touched)]
    return groups


def test_every_model_says_what_belongs_together():
    loose = {
        (model.__name__, one, other)
        for model in apps.get_models()
        for one, other in combinations(sorted(columns(model)), 2)
        if above(columns(model)[one]) & above(columns(model)[other])
        and not any({one, other} <= group for group in joined(model))
    }

    assert loose == ONE_OR_OTHER


def test_declared_paths_lead_to_the_same_model():
    for model in apps.get_models():
        for pair in pairs(model):
            assert len({end_of(model, path) for path in pair}) == 1, (model, pair)


def end_of(model: type[Model], path: str) -> type[Model]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


# --- Actions --------------------------------------------------------------------------------------


@pytest.fixture
def at(db):
    """`here` and `there`: two processes of one space; `elsewhere`: one of another space."""
    space = SpaceFactory()
    other = SpaceFactory(key="elsewhere", host="elsewhere.localhost")
    boss = MembershipFactory(space=space, role="secretariat").person
    here, there, elsewhere = (place_in(one, boss) for one in (space, space, other))
    return SimpleNamespace(boss=boss, here=here, there=there, elsewhere=elsewhere)


def place_in(space, boss):
    forum = ForumFactory(space=space)
    process = ProcessFactory(space=space, forum=forum)
    for role in ("planner", "drafter", "rapporteur"):
        AppointmentFactory(process=process, person=boss, role=role)
    plan = ActionPlanFactory(process=process)
    commitment = CommitmentFactory(plan=plan)
    CommitmentVersionFactory(commitment=commitment)
    office = OfficeFactory(space=space)
    OfficeMemberFactory(office=office, person=boss)
    activity = ActivityFactory(process=process)
    return SimpleNamespace(
        space=space,
        forum=forum,
        process=process,
        plan=plan,
        commitment=commitment,
        office=office,
        activity=activity,
        milestone=MilestoneFactory(commitment=commitment),
        period=ReportingPeriodFactory(plan=plan),
        seat=SeatFactory(forum=forum, side="civil_society", person=boss),
        phase=PhaseFactory(process=process),
        topic=create_topic(space=space, code=process.slug, name={"en": "Water"}),
        theme=ThemeFactory(process=process),
        words=ContributionFactory(activity=activity),
        sheet=SheetFactory(activity=activity),
        decision=DecisionFactory(process=process),
        response=ResponseFactory(theme=ThemeFactory(process=process), office=office),
    )


SAID = {"title": {"en": "A"}, "text": {"en": "A"}, "decided_by": {"en": "A"}, "rule": "office"}
DECIDED = {**SAID, "decided_on": dt.date(2026, 11, 30)}
WHEN = {"starts_on": DECIDED["decided_on"]}


def answered_elsewhere(at):
    """Words with an answer to what another activity asks."""
    question = QuestionFactory(sheet=at.there.sheet, code="who")
    asked = sheet_of(at.there.activity, at.there.sheet).by_code[question.code]
    return words.ContributionInput(
        title="A", body="B", language="en", answers=(GivenAnswer(asked, "Ana"),)
    )


def asked_elsewhere(at):
    """Words that were said to what another activity asks."""
    return words.ContributionInput(title="A", body="B", language="en", sheet=at.there.sheet)


MIXES = {
    "create_activity": lambda at: processes.create_activity(
        viewer=viewer_of(at.boss),
        process=at.here.process,
        type_key="ideas",
        title="A",
        phase=at.there.phase,
    ),
    "save_sheet": lambda at: processes.save_sheet(
        viewer=viewer_of(at.boss), activity=at.here.activity, phase=at.there.phase
    ),
    "create_process": lambda at: processes.create_process(
        viewer=viewer_of(at.boss), space=at.here.space, title="A", forum=at.elsewhere.forum, **WHEN
    ),
    "edit_process": lambda at: processes.edit_process(
        viewer=viewer_of(at.boss), process=at.here.process, forum=at.elsewhere.forum
    ),
    "record_decision (corrects)": lambda at: record_decision(
        viewer=viewer_of(at.boss), within=at.here.process, corrects=at.there.decision, **DECIDED
    ),
    "record_decision (positions)": lambda at: record_decision(
        viewer=viewer_of(at.boss),
        within=at.here.process,
        positions={at.there.seat: Stand("agreed")},
        **DECIDED,
    ),
    "add_commitment": lambda at: plans.add_commitment(
        viewer=viewer_of(at.boss),
        plan=at.here.plan,
        title=LocalizedText({"en": "A"}),
        topic=at.elsewhere.topic,
    ),
    "adopt_plan": lambda at: plans.adopt_plan(
        viewer=viewer_of(at.boss), plan=at.here.plan, decision=at.there.decision
    ),
    "set_leads": lambda at: plans.set_leads(
        viewer=viewer_of(at.boss),
        commitment=at.here.commitment,
        leads=[plans.LeadRow("A", at.elsewhere.office)],
    ),
    "save_milestone": lambda at: plans.save_milestone(
        viewer=viewer_of(at.boss),
        commitment=at.here.commitment,
        milestone=at.there.milestone,
        words=MilestoneWords(LocalizedText({"en": "A"}), due_precision="none"),
    ),
    "report_progress": lambda at: plans.report_progress(
        viewer=viewer_of(at.boss),
        milestone=at.here.milestone,
        period=at.there.period,
        side="civil_society",
        words=ReportWords("complete", LocalizedText({"en": "A"})),
    ),
    "draft_response (theme)": lambda at: responses.draft_response(
        viewer=viewer_of(at.boss), to=at.here.theme, office=at.elsewhere.office, answer=Answer()
    ),
    "draft_response (words)": lambda at: responses.draft_response(
        viewer=viewer_of(at.boss), to=at.here.words, office=at.elsewhere.office, answer=Answer()
    ),
    "draft_response (links)": lambda at: responses.draft_response(
        viewer=viewer_of(at.boss),
        to=at.here.theme,
        office=at.here.office,
        answer=Answer(links=[at.elsewhere.commitment]),
    ),
    "answer_many": lambda at: responses.answer_many(
        viewer=viewer_of(at.boss), to=[at.here.words], office=at.elsewhere.office, answer=Answer()
    ),
    "edit_response": lambda at: responses.edit_response(
        viewer=viewer_of(at.boss),
        response=at.here.response,
        answer=Answer(links=[at.elsewhere.milestone]),
    ),
    "tie": lambda at: links.tie(
        viewer=viewer_of(at.boss), source=at.here.response, to=at.elsewhere.decision
    ),
    "add_to_theme": lambda at: themes.add_to_theme(
        viewer=viewer_of(at.boss), theme=at.here.theme, contributions=[at.there.words]
    ),
    "settle_contest": lambda at: themes.settle_contest(
        viewer=viewer_of(at.boss),
        theme=at.here.theme,
        contribution=at.there.words,
        keep=False,
    ),
    "merge_themes": lambda at: themes.merge_themes(
        viewer=viewer_of(at.boss), theme=at.here.theme, into=at.there.theme
    ),
    "create_synthesis": lambda at: themes.create_synthesis(
        viewer=viewer_of(at.boss),
        process=at.here.process,
        title=LocalizedText({"en": "A"}),
        intro=LocalizedText(),
        themes=[at.there.theme],
    ),
    "create_contribution": lambda at: create_contribution(
        Sending(
            at.boss,
            Place(at.here.process, at.there.activity),
            "idea",
            words.ContributionInput(title="A", body="B", language="en"),
        )
    ),
    "submit": lambda at: words.submit(
        viewer=viewer_of(at.boss),
        activity=at.here.activity,
        kind="idea",
        said=asked_elsewhere(at),
        key=uuid.uuid4(),
    ),
    "submit (answers)": lambda at: words.submit(
        viewer=viewer_of(at.boss),
        activity=at.here.activity,
        kind="idea",
        said=answered_elsewhere(at),
        key=uuid.uuid4(),
    ),
    "submit_idea": lambda at: submit_idea(
        viewer=viewer_of(at.boss),
        activity=at.here.activity,
        said=asked_elsewhere(at),
        key=uuid.uuid4(),
    ),
    "save_draft": lambda at: words.save_draft(
        viewer=viewer_of(at.boss),
        activity=at.here.activity,
        writing=words.Writing(uuid.uuid4(), uuid.uuid4()),
        data={},
        sheet=at.there.sheet,
    ),
    "edit": lambda at: words.edit(
        viewer=viewer_of(at.here.words.author),
        contribution=at.here.words,
        title="A",
        body="B",
        answers=answered_elsewhere(at).answers,
    ),
    "comment": lambda at: words.comment(
        viewer=viewer_of(at.boss), on=at.here.words, said=answered_elsewhere(at)
    ),
    "discuss": lambda at: words.discuss(
        viewer=viewer_of(at.boss),
        discussion=Discussion.objects.create(
            subject=at.here.commitment.subject, process=at.here.process
        ),
        said=answered_elsewhere(at),
    ),
    "rejoin": lambda at: responses.rejoin(
        viewer=viewer_of(at.there.words.author),
        response=published(at.here.response),
        contribution=at.there.words,
        verdict="addressed",
    ),
}
ASKS_FOR_ONE = {
    "speaks_for": "a receipt is a proof beside the words",
    "contest": "a receipt is a proof beside the words",
    "create_voice": "what it lies in is told by the action that calls it",
    "remove_from_theme": "what isn't in the theme stays as it is",
}


def published(response):
    response.outcome, response.cleared_at = "adopted", response.drafted_at
    response.published_at = response.drafted_at
    response.save()
    return response


@pytest.mark.parametrize("mix", MIXES.values(), ids=MIXES.keys())
def test_an_action_refuses_what_lies_in_two_places(at, mix):
    with pytest.raises(Conflict):
        mix(at)

    assert list(strays()) == []


def test_leads_of_a_milestone_are_a_matter_of_its_own_plan(at):
    """Whatever commitment is named beside it: no right in one plan opens another."""
    drafter = PersonFactory()
    AppointmentFactory(process=at.here.process, person=drafter, role="drafter")

    with pytest.raises(AccordError):
        plans.set_leads(
            viewer=viewer_of(drafter),
            commitment=at.here.commitment,
            milestone=at.there.milestone,
            leads=[plans.LeadRow("A")],
        )


def actions() -> Iterator[tuple[str, typing.Any]]:
    for module in pkgutil.walk_packages(accord.__path__, "accord."):
        if ".actions" in module.name and not module.name.startswith("accord.interchange"):
            for name, found in vars(importlib.import_module(module.name)).items():
                is_own = inspect.isfunction(found) and found.__module__ == module.name
                if is_own and not name.startswith("_"):
                    yield name, found


def models_in(hint: typing.Any) -> set[type[Model]]:
    """The models a parameter may bring, also inside a list or a dataclass of ours."""
    if not inspect.isclass(hint) or typing.get_args(hint):
        return set().union(*map(models_in, typing.get_args(hint)))
    if issubclass(hint, Model):
        return {hint} if above(hint) != {hint} or columns(hint) else set()
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        return set().union(*map(models_in, typing.get_type_hints(hint).values()))
    return set()


def places_taken(action: typing.Any) -> list[str]:
    hints = typing.get_type_hints(inspect.unwrap(action))
    beside = {"return", "viewer"}  # who asks, and where: each action compares that itself
    return [name for name, hint in hints.items() if name not in beside and models_in(hint)]


def test_every_action_that_takes_two_things_is_tried():
    taking = {
        name for name, action in actions() if is_door(action) and len(places_taken(action)) > 1
    }
    tried = {name.split(" ")[0] for name in MIXES}

    assert {"merge_themes", "report_progress", "draft_response"} <= taking
    assert taking - tried - ASKS_FOR_ONE.keys() == set()


def is_door(action: typing.Any) -> bool:
    """What people do; helpers inside an action's transaction are tried with it."""
    return "viewer" in inspect.signature(inspect.unwrap(action)).parameters


# --- Forms ----------------------------------------------------------------------------------------

OFFERED = {
    "phase": (lambda at: SheetForm(activity=at.activity).fields["phase"], lambda at: at.phase),
    "forum": (lambda at: ProcessForm(space=at.space).fields["forum"], lambda at: at.forum),
    "topic": (lambda at: CommitmentForm(space=at.space).fields["topic"], lambda at: at.topic),
    "decision of a plan": (
        lambda at: AdoptionForm(plan=at.plan, owed=0).fields["decision"],
        lambda at: at.decision,
    ),
    "decision of a theme": (
        lambda at: DecisionForm(process=at.process).fields["decision"],
        lambda at: at.decision,
    ),
    "office that leads": (
        lambda at: LeadsForm(space=at.space, needs_office=True).fields["office-1"],
        lambda at: at.office,
    ),
    "who answers": (
        lambda at: AssignmentForm(office=at.office).fields["to"],
        lambda at: at.office.subject.assignments.get().person,
    ),
}


@pytest.mark.parametrize(("field", "own"), OFFERED.values(), ids=OFFERED.keys())
def test_a_form_offers_what_belongs_and_nothing_else(at, field, own):
    assert list(field(at.elsewhere).queryset) == [own(at.elsewhere)]


def test_an_answer_may_point_at_what_is_of_its_process(at):
    offered = dict(end_choices(at.here.process, viewer_of(at.boss)))

    asked = [key for choices in offered.values() for key, _ in choices]
    assert f"decision:{at.here.decision.pk}" in asked
    assert f"commitment:{at.here.commitment.pk}" in asked
    assert [key for key in asked if key.endswith(f":{at.there.commitment.pk}")] == []


# --- Rows that are there --------------------------------------------------------------------------


@pytest.mark.django_db
def test_strays_are_found_and_named(capsys):
    theme = ThemeFactory()
    decision = DecisionFactory(process__space=SpaceFactory(key="away", host="away.localhost"))
    assert list(strays()) == []

    Link.objects.create(source=theme.subject, target=decision.subject, relation="led_to")
    call_command("recount")

    assert list(strays()) == [("Link: source__space, target__space", 1)]
    assert "Link: source__space, target__space: 1 in two places" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_world_of_the_policy_table_is_in_order():
    World()

    assert list(strays()) == []


@pytest.mark.django_db
def test_a_comment_stays_with_what_it_is_on():
    idea, other = ContributionFactory(), ActivityFactory()
    comment = Contribution(process=idea.process, activity=other, parent=idea, root=idea)

    with pytest.raises(Conflict):
        refuse_strays(comment)


@pytest.mark.django_db
def test_what_leads_nowhere_strays_nowhere():
    process = ProcessFactory(forum=None)

    refuse_strays(process, Decision(subject=process.subject, corrects=None), Receipt())
    words.submit(
        viewer=viewer_of(PersonFactory()),
        activity=ActivityFactory(process=process),
        kind="idea",
        said=words.ContributionInput(title="A", body="B", language="en"),
        key=uuid.uuid4(),
    )

    assert list(strays()) == []
