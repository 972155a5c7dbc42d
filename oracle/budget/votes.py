"""Votes on budgets as plain lists, from which both programs are given the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from accord.interchange import pabulib
from accord.methods.budget import Election, Kind, Limits, Project, borda, election

CATEGORIES = ("parks", "roads", "schools")
POINTS = 10  # to share out, or the most for one project


@dataclass(frozen=True, kw_only=True)
class Vote:
    """A vote before anyone counted anything.

    Attributes:
        name: for messages.
        kind: of ballot.
        projects: in the order published.
        budget: in units of money, as the costs are.
        unit: how many units make one of the currency.
        ballots: points by id, in the order named; a ranking has its first first.
        most: projects that anyone may rank.
    """

    name: str
    kind: Kind
    projects: tuple[Project, ...]
    budget: int
    unit: int
    ballots: tuple[Mapping[str, int], ...]
    most: int


def election_of(vote: Vote) -> Election:
    """The vote as we count it."""
    ballots = vote.ballots
    if vote.kind is Kind.ORDINAL:
        ballots = tuple(
            dict(zip(ballot, borda(len(ballot), vote.most), strict=True)) for ballot in ballots
        )
    return election(vote.projects, vote.budget, ballots, kind=vote.kind, unit=vote.unit)


def vote_in(path: Path) -> Vote:
    """What a file says, from its tables."""
    read = pabulib.read(path)
    named = [cell.split(",") if cell else [] for cell in read.votes.column("vote")]
    points = [[1] * len(names) for names in named]
    if "points" in read.votes.heading:
        cells = read.votes.column("points")
        points = [[int(each) for each in cell.split(",")] if cell else [] for cell in cells]
    return Vote(
        name=path.name,
        kind=read.election.kind,
        projects=read.election.projects,
        budget=int(Decimal(read.meta["budget"]) * read.election.unit),
        unit=read.election.unit,
        ballots=tuple(dict(zip(*each, strict=True)) for each in zip(named, points, strict=True)),
        most=int(read.meta.get("max_length") or len(read.election.projects)),
    )


def random_vote(seed: int, kind: Kind) -> Vote:
    """5 to 40 voters on 3 to 9 projects that cost up to 10,000.

    In a third of the votes costs are in steps of 500, in a sixth in steps of 2,500 with 3 to 7
    voters, so that whole selections are tied. The order of ids as
    text isn't the order published. A project may have no vote, and in every fourth vote ballots may
    be blank.
    """
    rng = np.random.default_rng(seed)
    step = int(rng.choice([1, 1, 1, 500, 500, 2500]))
    voters = int(rng.integers(3, 8) if step == 2500 else rng.integers(5, 41))
    numbers = rng.permutation(np.arange(4, 13))[: rng.integers(3, 10)]
    projects = tuple(random_project(f"p{number}", step, rng) for number in numbers.tolist())
    budget = int(sum(project.cost for project in projects) * rng.uniform(0.2, 0.8))
    liked = rng.uniform(0.1, 0.8, len(projects)) * (rng.random(len(projects)) > 0.01)
    most = int(rng.integers(2, len(projects) + 1))
    ids = [project.id for project in projects]
    ballots = [random_ballot(kind, ids, liked, most, rng) for _ in range(voters)]
    if seed % 4:
        ballots = [ballot for ballot in ballots if any(ballot.values())]
    if not any(any(ballot.values()) for ballot in ballots):
        ballots = [{ids[0]: 1}]
    return Vote(
        name=f"random {seed}",
        kind=kind,
        projects=projects,
        budget=budget,
        unit=random_unit(seed, budget // len(ballots)),
        ballots=tuple(ballots),
        most=most,
    )


def random_project(name: str, step: int, rng: np.random.Generator) -> Project:
    cost = step * int(rng.integers(max(1, 100 // step), 10_000 // step))
    categories = tuple(each for each in CATEGORIES if rng.random() < 0.4)
    return Project(id=name, cost=cost, name=f'Path; "{name}"', categories=categories)


def random_ballot(
    kind: Kind, ids: list[str], liked: np.ndarray, most: int, rng: np.random.Generator
) -> dict[str, int]:
    likes = rng.random(len(ids)) < liked
    named = [name for name, likes_it in zip(ids, likes.tolist(), strict=True) if likes_it]
    if kind is Kind.ORDINAL:
        return dict.fromkeys(rng.permutation(named).tolist()[:most], 1)
    if kind is Kind.SCORING:
        return {name: int(rng.integers(0, POINTS + 1)) for name in named}
    if kind is Kind.CUMULATIVE and named:
        given = rng.multinomial(POINTS, np.full(len(named), 1 / len(named)))
        return dict(zip(named, given.tolist(), strict=True))
    return dict.fromkeys(named, 1)


def random_unit(seed: int, share: int) -> int:
    """By which shares are raised: by one now and then, mostly by more, so that runs are few."""
    if seed % 30 == 0:
        return 1
    return int(10 ** max(0, len(str(share)) - (2 if seed % 5 == 0 else 1)))


def random_limits(seed: int, vote: Vote) -> Limits:
    """Some categories with a limit, some rivals, some projects that must come."""
    rng = np.random.default_rng(seed)
    ids = [project.id for project in vote.projects]
    costs = {
        name: sum(project.cost for project in vote.projects if name in project.categories)
        for name in CATEGORIES
    }
    limited = [name for name in CATEGORIES if costs[name] and rng.random() < 0.7]
    rivals = [rng.choice(ids, int(rng.integers(2, 4)), replace=False) for _ in range(3)]
    return Limits(
        mandatory=tuple(rng.choice(ids, int(rng.integers(0, 2)), replace=False).tolist()),
        exclusions=tuple(frozenset(each.tolist()) for each in rivals[: rng.integers(0, 3)]),
        categories={name: int(costs[name] * rng.uniform(0.2, 0.9)) for name in limited},
    )
