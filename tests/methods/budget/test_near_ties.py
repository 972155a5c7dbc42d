"""Prices closer to each other than floats can tell: what decides is the exact price."""

from fractions import Fraction

import numpy as np
import pytest

from accord.methods.budget import Limits, Project, Utility, election, equal_shares
from accord.methods.budget.limits import Cart
from accord.methods.budget.purses import SLACK
from accord.methods.budget.shares import Count
from accord.methods.budget.ties import TieBreak

LEVEL = 5 * 10**14  # of money for each point: a float next to it is a sixteenth away


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("more", "first"), [(1, "three"), (2, "two")])
def test_a_sixth_of_a_unit_decides(more, first, turned):
    # three pay LEVEL + more/3 each, two pay LEVEL + 1/2 each
    projects = [
        Project(id="three", cost=3 * LEVEL + more),
        Project(id="two", cost=2 * LEVEL + 1),
    ]
    ballots = [{"three": 1}] * 3 + [{"two": 1}] * 2
    vote = election(projects[::-1] if turned else projects, 5 * (LEVEL + 1), ballots)

    result = equal_shares(vote, utility=Utility.CARDINALITY)

    assert result.selected[0] == first
    assert len(result.selected) == 2
    assert result.ties == ()


def test_whoever_has_exactly_the_price_left_pays_in_full():
    # 22/3 less 5 is 7/3, which is the price of the last; in floats it is less.
    projects = [Project(id="a", cost=6), Project(id="b", cost=36), Project(id="c", cost=14)]
    said = ["bc", "bc", "c", "ab", "ac", "b", "a", "b", "bc"]
    vote = election(projects, 66, [dict.fromkeys(names, 1) for names in said])

    fates = equal_shares(vote).fates

    assert [(fate.price, fate.paid_in_full) for fate in fates] == [
        (Fraction(7, 3), 2),
        (6, 6),
        (5, 2),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_starting_far_below_a_price_leads_to_the_same_price(seed):
    rng = np.random.default_rng(seed)
    projects = [Project(id=str(place), cost=int(rng.integers(50, 300))) for place in range(10)]
    ballots = [
        {str(place): int(rng.integers(1, 4)) for place in rng.choice(10, 4, replace=False)}
        for _ in range(40)
    ]
    vote = election(projects, 900, ballots)
    settled = []

    class Doubting(Count):
        def settle(self, place):
            supporters, left = self.supporters_and_left(place)
            sharp = super().settle(place)
            self.low[place] = vote.costs[place] / vote.votes[place] * (1 - SLACK)
            slow = self.settle_closely(place, supporters, left)
            settled.append((sharp, slow))
            return slow

    cart, ties = Cart(vote, Limits()), TieBreak(vote)
    Doubting(vote, share=Fraction(900, 40), worth=vote.costs, cart=cart, ties=ties).run()

    for sharp, slow in settled:
        assert (sharp.need, sharp.stake) == (slow.need, slow.stake)
        assert sharp.poor.tolist() == slow.poor.tolist()
    assert any(sharp.poor.any() for sharp, _slow in settled)
