"""A vote as pabutools takes it, and our published order of ties handed to it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from pabutools.election import (
    Additive_Cardinal_Sat,
    AdditiveSatisfaction,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    CumulativeBallot,
    CumulativeProfile,
    Instance,
    OrdinalBallot,
    OrdinalProfile,
    Project,
)
from pabutools.tiebreaking import TieBreakingRule

from accord.methods.budget import Kind, Utility
from oracle.budget.votes import Vote


class PointsByCost(AdditiveSatisfaction):
    """Points × cost: what `cost` means by us where ballots have points."""

    def __init__(self, instance: Any, profile: Any, ballot: Any) -> None:
        super().__init__(instance, profile, ballot, points_by_cost)


def points_by_cost(_instance: Any, _profile: Any, ballot: Any, project: Any, _known: Any) -> Any:
    return ballot.get(project, 0) * project.cost


class Ranked(AdditiveSatisfaction):
    """Our points for a ranking, from the place that the peer finds in it."""

    def __init__(self, instance: Any, profile: Any, ballot: Any) -> None:
        super().__init__(instance, profile, ballot, ranked)


def ranked(instance: Any, _profile: Any, ballot: Any, project: Any, _known: Any) -> int:
    return instance.meta["most"] - ballot.position(project) if project in ballot else 0


class RankedByCost(AdditiveSatisfaction):
    def __init__(self, instance: Any, profile: Any, ballot: Any) -> None:
        super().__init__(instance, profile, ballot, ranked_by_cost)


def ranked_by_cost(instance: Any, profile: Any, ballot: Any, project: Any, known: Any) -> Any:
    return ranked(instance, profile, ballot, project, known) * project.cost


WITH_POINTS = {Utility.COST: PointsByCost, Utility.CARDINALITY: Additive_Cardinal_Sat}
SATISFACTIONS = {
    Kind.APPROVAL: {Utility.COST: Cost_Sat, Utility.CARDINALITY: Cardinality_Sat},
    Kind.SCORING: WITH_POINTS,
    Kind.CUMULATIVE: WITH_POINTS,
    Kind.ORDINAL: {Utility.COST: RankedByCost, Utility.CARDINALITY: Ranked},
}


class Published(TieBreakingRule):
    """Our order of ties: more votes, then the lower cost, then the id.

    Attributes:
        asked: ids of each set to be ordered since this was emptied, first the one preferred.
    """

    def __init__(self, votes: dict[str, int]) -> None:
        super().__init__(lambda _i, _p, project: (-votes[project.name], project.cost, project.name))
        self.votes = votes
        self.asked: list[tuple[str, ...]] = []

    def order(self, instance: Any, profile: Any, projects: Any, key: Any = None) -> list[Any]:
        ordered = super().order(instance, profile, projects, key)
        self.asked.append(tuple(project.name for project in ordered))
        return ordered


@dataclass(frozen=True)
class Peer:
    """What the peer's rules are given.

    Attributes:
        instance: projects and budget.
        profile: the ballots, of the peer's own kind.
        supports: the same as approvals, of whatever got a point.
        sats: classes of satisfaction that mean what our utilities mean.
        order: of ties.
        unit: by which shares are raised.
    """

    instance: Any
    profile: Any
    supports: Any
    sats: dict[Utility, Any]
    order: Published
    unit: int

    def only(self, projects: Collection[Any]) -> "Peer":
        """The same vote on some of the projects."""
        instance = Instance(projects, budget_limit=self.instance.budget_limit)
        instance.meta = self.instance.meta
        return replace(self, instance=instance)

    def wanted(self) -> "Peer":
        """The same vote without what nobody voted for."""
        return self.only([each for each in self.instance if self.order.votes[each.name]])


def peer_of(vote: Vote) -> Peer:
    projects = {each.id: Project(each.id, Fraction(each.cost)) for each in vote.projects}
    instance = Instance(projects.values(), budget_limit=Fraction(vote.budget))
    instance.meta["most"] = vote.most
    ballots = [{projects[name]: n for name, n in each.items()} for each in vote.ballots]
    profile = profile_of(vote.kind, ballots, instance)
    sats = SATISFACTIONS[vote.kind]
    points = [sats[Utility.CARDINALITY](instance, profile, ballot) for ballot in profile]
    votes = {each.name: sum(own.sat_project(each) for own in points) for each in instance}
    supports = ApprovalProfile(
        [ApprovalBallot(p for p in instance if own.sat_project(p)) for own in points],
        instance=instance,
    )
    return Peer(instance, profile, supports, sats, Published(votes), vote.unit)


def profile_of(kind: Kind, ballots: list[dict[Any, int]], instance: Any) -> Any:
    if kind is Kind.APPROVAL:
        return ApprovalProfile(map(ApprovalBallot, ballots), instance=instance)
    if kind is Kind.SCORING:
        return CardinalProfile(map(CardinalBallot, ballots), instance=instance)
    if kind is Kind.CUMULATIVE:
        return CumulativeProfile(map(CumulativeBallot, ballots), instance=instance)
    return OrdinalProfile(map(OrdinalBallot, ballots), instance=instance)
