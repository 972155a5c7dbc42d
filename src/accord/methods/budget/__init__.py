"""How votes on projects decide where public money goes.

Four rules over the same `Election`: `greedy` (most votes first), `equal_shares` (everyone decides
on an equal part), `phragmen` (everyone earns at the same speed) and `knapsack` (the greatest value
in sum). Each gives a `Result`: what is bought, why for each project, every tie met, and an audit
record. All counting is in whole numbers and fractions; see docs/methods/budget.md.
"""

from accord.methods.budget.ballots import (
    BadBallot,
    Election,
    Kind,
    Project,
    borda,
    election,
    from_rows,
)
from accord.methods.budget.equal_shares import Completion, Utility, equal_shares
from accord.methods.budget.greedy import greedy
from accord.methods.budget.knapsack import knapsack
from accord.methods.budget.limits import Limits
from accord.methods.budget.phragmen import phragmen
from accord.methods.budget.result import Fate, Result, Why

__all__ = [
    "BadBallot",
    "Completion",
    "Election",
    "Fate",
    "Kind",
    "Limits",
    "Project",
    "Result",
    "Utility",
    "Why",
    "borda",
    "election",
    "equal_shares",
    "from_rows",
    "greedy",
    "knapsack",
    "phragmen",
]
