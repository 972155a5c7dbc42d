import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from accord.answers.forms import AnswerForm, end_choices
from accord.organisations.models import Office
from accord.plans.models import ClauseText
from accord.record.links import link
from accord.record.models import Link
from accord.record.relations import LED_TO
from accord.ui.choices import GroupedChoices
from tests.access.scenario import World
from tests.factories.plans import (
    ActionPlanFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
)
from tests.factories.processes import DecisionFactory, ProcessFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def fields_for(process):
    return set(
        AnswerForm(process=process, offices=Office.objects.all(), viewer=viewer_of(None)).fields
    )


def test_what_came_of_it_is_asked_when_there_is_something_to_choose():
    empty = ProcessFactory()
    decided = DecisionFactory().process

    assert fields_for(decided) - fields_for(empty) == {"links"}


def test_what_came_of_it_is_chosen_by_its_words_in_the_newest_version():
    process = ProcessFactory()
    commitment = CommitmentFactory(plan=ActionPlanFactory(process=process), code="4")
    clause = ClauseFactory(commitment=commitment, code="4.2")
    for number, text in [(2, "Each well, twice a year."), (1, "Some wells.")]:
        version = CommitmentVersionFactory(
            commitment=commitment, number=number, frozen_at=timezone.now(), digest="0" * 64
        )
        ClauseTextFactory(clause=clause, version=version, text=text)

    ((heading, choices),) = end_choices(process, viewer_of(None))

    assert heading.startswith("4 ")
    assert dict(choices)[f"clause:{clause.pk}"] == "4.2 Each well, twice a year."


def test_few_headings_stand_open_and_of_many_those_with_something_chosen():
    few = forms.MultipleChoiceField(choices=[("A", [("1", "one")])], widget=GroupedChoices)
    many = [(heading, [(heading, heading)]) for heading in "ABCD"]
    chosen = forms.MultipleChoiceField(choices=many, widget=GroupedChoices)

    html = chosen.widget.render("links", ["C"], {"id": "links"})

    assert few.widget.render("links", [], {"id": "links"}).count("<details open>") == 1
    assert html.count("<details open>") == 1
    assert html.index("<details open>") < html.index("<summary>C</summary>")


def test_a_grouped_choice_is_one_label_with_its_words_once():
    field = forms.MultipleChoiceField(
        choices=[("Decisions", [("decision:1", "Test all wells")])], widget=GroupedChoices
    )

    html = field.widget.render("links", [], {"id": "links"})

    assert (html.count("<label"), html.count("Test all wells")) == (1, 1)


def offered_to(role, world, process):
    groups = end_choices(process, viewer_of(world.people[role], world.space.subject))
    return dict(pair for _heading, choices in groups for pair in choices)


def test_an_office_is_offered_no_draft_of_a_plan():
    world = World()
    here = world.places["public"]
    type(here.plan).objects.update(published_at=None)

    keys = {role: offered_to(role, world, here.process) for role in ("official", "planner")}

    whole = f"commitment:{here.commitment.pk}"
    assert {role: whole in offered for role, offered in keys.items()} == {
        "official": False,
        "planner": True,
    }
    assert f"decision:{here.decision.pk}" in keys["official"]


def test_an_office_reads_only_frozen_words_among_what_it_may_choose():
    world = World()
    here = world.places["public"]
    here.version.texts.update(text="Still being written.")
    here.version.milestone_texts.update(title={"en": "Still being named."})

    said = {
        role: " ".join(offered_to(role, world, here.process).values())
        for role in ("official", "drafter")
    }

    assert {role: "Still being written." in words for role, words in said.items()} == {
        "official": False,
        "drafter": True,
    }
    assert "Still being named." not in said["official"]


def test_what_is_not_offered_is_refused_unless_the_answer_is_tied_to_it():
    world = World()
    here = world.places["public"]
    type(here.plan).objects.update(published_at=None)
    key = f"commitment:{here.commitment.pk}"
    url = reverse("answers:edit", args=[here.draft_response.subject.code])
    client = world.client("official")

    refused = client.post(url, {"outcome": "adopted", "links": [key]})
    link(LED_TO, here.draft_response, here.commitment)
    kept = client.post(url, {"outcome": "adopted", "links": [key]})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["links"])
    assert kept.status_code == 302


def test_saving_unties_what_was_offered_and_left_out_and_nothing_else():
    world = World()
    here = world.places["public"]
    type(here.plan).objects.update(published_at=None)
    for end in (here.decision, here.commitment):
        link(LED_TO, here.draft_response, end)
    url = reverse("answers:edit", args=[here.draft_response.subject.code])

    world.client("official").post(url, {"outcome": "adopted"})

    ties = Link.objects.filter(source=here.draft_response.pk, relation=LED_TO.key)
    assert list(ties.values_list("target_id", flat=True)) == [here.commitment.pk]


def test_a_rapporteur_ties_an_answer_to_words_that_are_still_being_written():
    world = World()
    at = world.places["public"]
    viewer = viewer_of(world.people["rapporteur"], world.space.subject)
    text = ClauseText.objects.filter(version__frozen_at=None, clause=at.clause).first()

    offered = dict(
        choice for _heading, group in end_choices(at.process, viewer) for choice in group
    )

    assert text is not None
    assert str(text.text)[:40] in offered[f"clause:{at.clause.pk}"]
