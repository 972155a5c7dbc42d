"""Every rule with its variants, to be held to what holds for all of them."""

import pytest

from accord.methods.budget import Completion, Utility, equal_shares, greedy, knapsack, phragmen

RULES = {
    "greedy": greedy,
    "greedy per cost": lambda found, **more: greedy(found, per_cost=True, **more),
    "shares by cost": equal_shares,
    "shares by number": lambda found, **more: equal_shares(
        found, utility=Utility.CARDINALITY, **more
    ),
    "shares raised": lambda found, **more: equal_shares(found, completion=Completion.ADD1U, **more),
    "phragmen": phragmen,
    "phragmen, skips": lambda found, **more: phragmen(found, skip=True, **more),
    "knapsack": knapsack,
}
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
