"""Budgets beside pabutools: 300 random votes and the files at hand, rule by rule."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import (
    exhaustion_by_budget_increase,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)

from accord.interchange import pabulib
from accord.methods.budget import (
    Completion,
    Election,
    Result,
    Utility,
    election,
    equal_shares,
    greedy,
    phragmen,
)
from accord.methods.budget import Project as OurProject
from oracle.tally import Tally

RANDOM = 300
SEED = 3000
TIES = "a tie, broken by another rule"
UNWANTED = "the peer buys what nobody voted for, where money is left"

Peer = Callable[[Any, Any], Any]
Ours = Callable[[Election], Result]


def by_votes(instance: Any, profile: Any) -> Any:
    """Most votes first: satisfaction that is the same whatever a project costs, per project."""
    return greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)


def shares(sat: Any) -> Peer:
    return lambda instance, profile: method_of_equal_shares(instance, profile, sat_class=sat)


def shares_add1u(sat: Any) -> Peer:
    return lambda instance, profile: exhaustion_by_budget_increase(
        instance, profile, method_of_equal_shares, {"sat_class": sat}, budget_step=len(profile)
    )


def waiting(instance: Any, profile: Any) -> Any:
    return sequential_phragmen(instance, profile)


RULES: dict[str, tuple[Ours, Peer]] = {
    "greedy by votes": (greedy, by_votes),
    "Equal Shares, cost": (
        lambda found: equal_shares(found, utility=Utility.COST),
        shares(Cost_Sat),
    ),
    "Equal Shares, cardinality": (
        lambda found: equal_shares(found, utility=Utility.CARDINALITY),
        shares(Cardinality_Sat),
    ),
    "Equal Shares, cost, add1": (
        lambda found: equal_shares(found, utility=Utility.COST, completion=Completion.ADD1),
        shares_add1u(Cost_Sat),
    ),
    "Phragmén, stops": (phragmen, waiting),
}


def compare(folder: Path, tally: Tally) -> None:
    if not folder.is_dir():
        print(f"left out: there are no votes on budgets at {folder}")
    for path in sorted(folder.glob("*.pb")):
        compare_one(path.name, pabulib.read(path).election.ready(), tally)
    for seed in range(SEED, SEED + RANDOM):
        compare_one(f"random {seed}", random_election(seed), tally)


def random_election(seed: int) -> Election:
    """5 to 40 voters who approve of some of 3 to 9 projects, costs up to 10,000."""
    rng = np.random.default_rng(seed)
    projects = [
        OurProject(id=f"p{place}", cost=int(rng.integers(100, 10_000)))
        for place in range(rng.integers(3, 10))
    ]
    budget = int(sum(project.cost for project in projects) * rng.uniform(0.2, 0.8))
    liked = rng.uniform(0.1, 0.8, len(projects))
    ballots = [
        {
            project.id: 1
            for project, likes in zip(projects, rng.random(len(projects)) < liked, strict=True)
            if likes
        }
        for _ in range(rng.integers(5, 41))
    ]
    return election(projects, budget, [ballot for ballot in ballots if ballot] or [{"p0": 1}])


def compare_one(case: str, found: Election, tally: Tally) -> None:
    instance, profile = theirs_of(found)
    for name, (ours, peer) in RULES.items():
        mine = ours(found)
        theirs = sorted(project.name for project in peer(instance, profile))
        tally.add(
            f"{name}: winners",
            case,
            same=sorted(mine.selected) == theirs,
            why=TIES if mine.ties else UNWANTED if is_unwanted(found, mine, theirs) else "",
            both=f"{sorted(mine.selected)} and {theirs}",
        )


def is_unwanted(found: Election, mine: Result, theirs: list[str]) -> bool:
    """Whether the peer bought the same, and besides only what has no vote."""
    votes = dict(zip([each.id for each in found.projects], found.votes, strict=True))
    more = set(theirs) - set(mine.selected)
    return set(mine.selected) < set(theirs) and not any(votes[each] for each in more)


def theirs_of(found: Election) -> tuple[Any, Any]:
    projects = {each.id: Project(each.id, Fraction(each.cost)) for each in found.projects}
    instance = Instance(projects.values(), budget_limit=Fraction(found.budget))
    names = [each.id for each in found.projects]
    profile = ApprovalProfile(instance=instance)
    for group, people in enumerate(found.people.tolist()):
        chosen = found.choices[found.starts[group] : found.starts[group + 1]].tolist()
        for _ in range(people):
            profile.append(ApprovalBallot(projects[names[place]] for place in chosen))
    return instance, profile
