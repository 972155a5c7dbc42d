"""What anybody would expect of a count: it depends on what was voted, and on nothing else."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accord.methods.budget import (
    Limits,
    Project,
    Utility,
    Why,
    election,
    equal_shares,
)
from accord.methods.budget.equal_shares import run_once
from tests.methods.budget.rules import EVERY_RULE
from tests.methods.budget.strategies import elections, parts

SHARES = pytest.mark.parametrize("utility", list(Utility))


@EVERY_RULE
@given(given_parts=parts("approval"), data=st.data())
def test_it_does_not_matter_who_cast_which_ballot(rule, given_parts, data):
    projects, budget, ballots = given_parts
    turned = data.draw(st.permutations(ballots))

    assert rule(election(projects, budget, ballots)).selected == (
        rule(election(projects, budget, turned)).selected
    )


@EVERY_RULE
@given(given_parts=parts("approval"))
def test_putting_equal_ballots_together_changes_nothing(rule, given_parts):
    apart, together = (election(*given_parts, merge=merge) for merge in (False, True))

    assert rule(apart).selected == rule(together).selected


@EVERY_RULE
@given(given_parts=parts("approval"), data=st.data())
def test_names_of_projects_do_not_matter_where_nothing_ties(rule, given_parts, data):
    projects, budget, ballots = given_parts
    other = data.draw(st.permutations([project.id for project in projects]))
    name = dict(zip([project.id for project in projects], other, strict=True))
    plain = rule(election(projects, budget, ballots))
    renamed = rule(
        election(
            [replace(project, id=name[project.id]) for project in projects],
            budget,
            [{name[each]: points for each, points in ballot.items()} for ballot in ballots],
        )
    )
    assume(not plain.ties)

    assert not renamed.ties
    assert {name[each] for each in plain.selected} == set(renamed.selected)


@given(given_parts=parts("approval"), data=st.data())
def test_one_ballot_more_is_one_vote_more_for_each_of_its_projects(given_parts, data):
    projects, budget, ballots = given_parts
    clone = data.draw(st.sampled_from([ballot for ballot in ballots if ballot]))

    before = election(projects, budget, ballots)
    after = election(projects, budget, [*ballots, clone])

    more = [new - old for new, old in zip(after.votes, before.votes, strict=True)]
    assert more == [int(project.id in clone) for project in projects]


@SHARES
@given(given_parts=parts("approval"))
def test_supporters_pay_the_cost_together_and_nobody_more_than_their_share(utility, given_parts):
    projects, budget, ballots = given_parts
    cost_of = {project.id: project.cost for project in projects}
    found = election(projects, budget, ballots)

    result = equal_shares(found, utility=utility)

    share = Fraction(budget, found.voters)
    for fate in result.fates:
        if fate.why is Why.PAID:
            # Those who can pay the price; the others give what they have left, which is less.
            assert fate.price <= share
            assert fate.price * fate.supporters >= cost_of[fate.project]
            assert fate.price * fate.paid_in_full <= cost_of[fate.project]
    assert result.cost <= budget


@SHARES
@given(found=elections(merge=False))
def test_equal_voters_pay_equally_and_all_that_is_bought_is_paid(utility, found):
    run = run_once(found, utility, Limits(), None, raised=0)

    purses = run.count.purses
    has_money = np.flatnonzero(purses.floats > 0)
    left = dict(zip(has_money.tolist(), purses.each_left(has_money), strict=True))
    by_ballot: dict[tuple[int, ...], set[int]] = {}
    for voter in range(found.voters):
        lines = slice(found.starts[voter], found.starts[voter + 1])
        ballot = (*found.choices[lines].tolist(), *found.points[lines].tolist())
        by_ballot.setdefault(ballot, set()).add(left.get(voter, 0))
    assert all(len(amounts) == 1 for amounts in by_ballot.values())
    whole = purses.prices.whole
    assert all(0 <= amount <= run.share * whole for amount in left.values())
    costs = sum(found.costs[bought.place] for bought in run.purchases)
    assert Fraction(sum(left.values()), whole) == run.share * found.voters - costs


@SHARES
@given(given_parts=parts("approval"), cheaper=st.integers(1, 8))
def test_no_cheaper_project_with_the_same_supporters_loses(utility, given_parts, cheaper):
    projects, budget, ballots = given_parts
    first = projects[0]
    assume(first.cost > cheaper)
    twin = Project(id="z", cost=first.cost - cheaper)
    ballots = [
        {**ballot, "z": ballot[first.id]} if first.id in ballot else ballot for ballot in ballots
    ]

    won = equal_shares(election([*projects, twin], budget, ballots), utility=utility).selected

    assert first.id not in won or "z" in won


@EVERY_RULE
@given(given_parts=parts("approval"))
def test_what_is_bought_is_affordable_and_each_project_is_accounted_for(rule, given_parts):
    projects, budget, ballots = given_parts

    result = rule(election(projects, budget, ballots))

    cost_of = {project.id: project.cost for project in projects}
    assert sum(cost_of[each] for each in result.selected) == result.cost <= budget
    assert [fate.project for fate in result.fates if fate.is_won] == [
        project.id for project in projects if project.id in result.selected
    ]
