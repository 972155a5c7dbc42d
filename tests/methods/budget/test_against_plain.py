"""Every rule against the same rule counted plainly, in fractions, person by person."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.methods.budget import (
    Completion,
    Kind,
    Project,
    Utility,
    election,
    equal_shares,
    from_rows,
    greedy,
    knapsack,
    phragmen,
)
from tests.methods.budget import plain
from tests.methods.budget.strategies import elections

both = pytest.mark.parametrize("utility", list(Utility))


def names(election, places):
    return tuple(election.projects[place].id for place in places)


@both
@settings(max_examples=300, deadline=None)
@given(election=elections(voters=60, projects=8))
def test_equal_shares_buys_and_charges_the_same(election, utility):
    result = equal_shares(election, utility=utility)

    expected = plain.shares(election, cost_utility=utility is Utility.COST)
    won = {fate.project: fate for fate in result.fates if fate.is_won}
    assert result.selected == names(election, expected.bought)
    assert [won[project].price for project in result.selected] == expected.prices
    assert [won[project].paid_in_full for project in result.selected] == expected.paid_in_full


@both
@settings(max_examples=100, deadline=None)
@given(election=elections())
def test_the_missing_money_is_what_supporters_dont_have(election, utility):
    result = equal_shares(election, utility=utility)

    left = plain.shares(election, cost_utility=utility is Utility.COST).left
    ballots = plain.ballots_of(election)
    for place, fate in enumerate(result.fates):
        if fate.why == "short":
            have = sum(own for own, ballot in zip(left, ballots, strict=True) if place in ballot)
            assert fate.missing == fate.cost - have


@both
@settings(max_examples=60, deadline=None)
@given(election=elections(projects=5, voters=6))
def test_raising_the_share_ends_the_same(election, utility):
    result = equal_shares(election, utility=utility, completion=Completion.ADD1)

    bought, runs = plain.raised(election, cost_utility=utility is Utility.COST)
    assert (result.selected, result.runs) == (names(election, bought), runs)


@settings(max_examples=300, deadline=None)
@given(election=elections(), skip=st.booleans())
def test_phragmen_buys_the_same(election, skip):
    assert phragmen(election, skip=skip).selected == names(
        election, plain.phragmen(election, skip=skip)
    )


@settings(max_examples=200, deadline=None)
@given(election=elections(), stop=st.booleans())
def test_greedy_buys_the_same(election, stop):
    assert greedy(election, stop=stop).selected == names(
        election, plain.greedy(election, stop=stop)
    )


@both
@settings(max_examples=200, deadline=None)
@given(election=elections(projects=8))
def test_knapsack_finds_the_best(election, utility):
    result = knapsack(election, utility=utility)

    worth = {p.id: p.cost if utility is Utility.COST else 1 for p in election.projects}
    value = sum(fate.votes * worth[fate.project] for fate in result.fates if fate.is_won)
    cost_utility = utility is Utility.COST
    assert (value, result.cost) == plain.best_value(election, cost_utility=cost_utility)


@pytest.mark.parametrize(("bound", "runs"), [({"most_runs": 40}, 39), ({"most_purchases": 40}, 40)])
def test_raising_the_share_gives_up_and_says_so(bound, runs):
    # whoever wants `b` has 500 at first, and 3,500 more are a unit a run away
    projects = [Project(id="a", cost=1), Project(id="b", cost=4000)]
    vote = election(projects, 5000, [{"a": 1}] * 9 + [{"b": 1}])

    with pytest.raises(ValueError, match=f"After {runs} runs with a larger share"):
        equal_shares(vote, completion=Completion.ADD1, **bound)


@pytest.mark.parametrize("points", [2**53, 2**52 + 1])
def test_more_points_than_can_be_added_up_exactly_are_refused(points):
    # 64 bits would wrap round to a small sum
    ballots = 4096

    with pytest.raises(ValueError, match="All points together are more than"):
        from_rows(
            [Project(id="a", cost=1)],
            100,
            starts=np.arange(ballots + 1),
            choices=np.zeros(ballots, np.int64),
            points=np.full(ballots, points),
            kind=Kind.SCORING,
        )
