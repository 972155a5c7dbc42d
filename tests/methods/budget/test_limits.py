"""What is demanded beside the votes holds under every rule, and changes nothing else."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.methods.budget import (
    Completion,
    Limits,
    Project,
    Utility,
    Why,
    election,
    equal_shares,
    greedy,
    knapsack,
    phragmen,
)
from tests.methods.budget import plain
from tests.methods.budget.rules import EVERY_RULE
from tests.methods.budget.strategies import elections, limited

BOTH = pytest.mark.parametrize("utility", list(Utility))


def names(found, places):
    return tuple(found.projects[place].id for place in places)


@EVERY_RULE
@given(case=limited())
def test_limits_are_kept_under_every_rule(rule, case):
    found, limits = case

    result = rule(found, limits=limits)

    bought = [project for project in found.projects if project.id in result.selected]
    assert set(limits.mandatory) <= set(result.selected)
    assert sum(project.cost for project in bought) == result.cost <= found.budget
    for rivals in limits.exclusions:
        assert len(rivals & set(result.selected)) <= 1
    for name, most in limits.categories.items():
        assert sum(project.cost for project in bought if name in project.categories) <= most


@EVERY_RULE
@given(case=limited())
def test_whoever_is_said_to_stand_in_the_way_does(rule, case):
    found, limits = case

    result = rule(found, limits=limits)

    bought = [project for project in found.projects if project.id in result.selected]
    for fate in result.fates:
        if fate.why is Why.RIVAL:
            assert fate.other in result.selected
            assert any({fate.other, fate.project} <= rivals for rivals in limits.exclusions)
        if fate.why is Why.CATEGORY:
            spent = sum(project.cost for project in bought if fate.other in project.categories)
            assert spent + fate.cost > limits.categories[fate.other]
        if fate.why is Why.MANDATORY:
            assert fate.project in limits.mandatory


@EVERY_RULE
@given(found=elections())
def test_limits_that_bind_nothing_change_nothing(rule, found):
    ids = [project.id for project in found.projects]
    limits = Limits(exclusions=tuple(frozenset([each]) for each in ids))

    assert rule(found, limits=limits).selected == rule(found).selected


@BOTH
@settings(max_examples=100, deadline=None)
@given(case=limited(voters=20))
def test_equal_shares_with_limits_is_as_counted_plainly(utility, case):
    found, limits = case

    result = equal_shares(found, utility=utility, limits=limits)

    expected = plain.shares(found, cost_utility=utility is Utility.COST, limits=limits)
    won = {fate.project: fate for fate in result.fates}
    assert result.selected == names(found, expected.bought)
    assert [won[each].price for each in result.selected if won[each].why is Why.PAID] == (
        expected.prices
    )


@BOTH
@settings(max_examples=60, deadline=None)
@given(case=limited(projects=5, voters=6))
def test_raising_the_share_with_limits_ends_as_counted_plainly(utility, case):
    found, limits = case

    result = equal_shares(found, utility=utility, completion=Completion.ADD1, limits=limits)

    bought, runs = plain.raised(found, cost_utility=utility is Utility.COST, limits=limits)
    assert (result.selected, result.runs) == (names(found, bought), runs)


@settings(max_examples=100, deadline=None)
@given(case=limited(), skip=st.booleans())
def test_phragmen_with_limits_is_as_counted_plainly(case, skip):
    found, limits = case

    result = phragmen(found, skip=skip, limits=limits)

    assert result.selected == names(found, plain.phragmen(found, skip=skip, limits=limits))


@settings(max_examples=100, deadline=None)
@given(case=limited(), stop=st.booleans())
def test_greedy_with_limits_is_as_counted_plainly(case, stop):
    found, limits = case

    result = greedy(found, stop=stop, limits=limits)

    assert result.selected == names(found, plain.greedy(found, stop=stop, limits=limits))


@BOTH
@settings(max_examples=80, deadline=None)
@given(case=limited(projects=7))
def test_knapsack_with_limits_finds_the_best(utility, case):
    found, limits = case

    result = knapsack(found, utility=utility, limits=limits)

    worth = {p.id: p.cost if utility is Utility.COST else 1 for p in found.projects}
    value = sum(fate.votes * worth[fate.project] for fate in result.fates if fate.is_won)
    cost_utility = utility is Utility.COST
    assert (value, result.cost) == plain.best_value(found, cost_utility=cost_utility, limits=limits)


def test_mandatory_projects_are_paid_by_all_and_the_rest_is_shared():
    projects = [Project(id="well", cost=400), Project(id="books", cost=300)]
    vote = election(projects, 1000, [{"books": 1}, {"books": 1}, {"well": 1}])

    result = equal_shares(vote, limits=Limits(mandatory=("well",)))

    assert result.share == Fraction(200)  # (1000 - 400) / 3
    assert [(fate.why, fate.price) for fate in result.fates] == [
        (Why.MANDATORY, None),
        (Why.PAID, Fraction(150)),
    ]


@pytest.mark.parametrize(
    ("limits", "wrong"),
    [
        (Limits(mandatory=("moon",)), "There is no project “moon”"),
        (Limits(exclusions=(frozenset(["a", "moon"]),)), "There is no project “moon”"),
        (Limits(categories={"space": 5}), "No project is in the category “space”"),
        (Limits(categories={"green": -1}), "The limit of the category “green” is -1"),
        (Limits(mandatory=("a", "b")), "The mandatory project “b” can't be bought (room)"),
        (
            Limits(mandatory=("a", "c"), exclusions=(frozenset(["a", "c"]),)),
            "The mandatory project “c” can't be bought (rival)",
        ),
        (
            Limits(mandatory=("a",), categories={"green": 3}),
            "The mandatory project “a” can't be bought (category)",
        ),
    ],
)
@EVERY_RULE
def test_limits_that_cannot_be_met_are_refused(rule, limits, wrong):
    projects = [
        Project(id="a", cost=4, categories=("green",)),
        Project(id="b", cost=9),
        Project(id="c", cost=2),
    ]

    with pytest.raises(ValueError, match=wrong.replace("(", r"\(").replace(")", r"\)")):
        rule(election(projects, 10, [{"a": 1}, {"b": 1}]), limits=limits)
