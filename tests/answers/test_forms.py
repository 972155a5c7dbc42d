import pytest
from django import forms

from accord.answers.forms import AnswerForm, end_choices
from accord.organisations.models import Office
from accord.ui.choices import GroupedChoices
from tests.factories.plans import (
    ActionPlanFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
)
from tests.factories.processes import DecisionFactory, ProcessFactory

pytestmark = pytest.mark.django_db


def fields_for(process):
    return set(AnswerForm(process=process, offices=Office.objects.all()).fields)


def test_what_came_of_it_is_asked_when_there_is_something_to_choose():
    empty = ProcessFactory()
    decided = DecisionFactory().process

    assert fields_for(decided) - fields_for(empty) == {"links"}


def test_what_came_of_it_is_chosen_by_its_words_in_the_newest_version():
    process = ProcessFactory()
    commitment = CommitmentFactory(plan=ActionPlanFactory(process=process), code="4")
    clause = ClauseFactory(commitment=commitment, code="4.2")
    for number, text in [(2, "Each well, twice a year."), (1, "Some wells.")]:
        version = CommitmentVersionFactory(commitment=commitment, number=number)
        ClauseTextFactory(clause=clause, version=version, text=text)

    ((heading, choices),) = end_choices(process)

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
