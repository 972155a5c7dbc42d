"""The most valuable selection: beside the peer's, and with limits beside an integer program."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from pabutools.rules import max_additive_utilitarian_welfare
from pabutools.rules.maxwelfare import MaxAddUtilWelfareAlgo
from scipy.optimize import Bounds, LinearConstraint, milp

from accord.methods.budget import Election, Kind, Limits, Utility, knapsack
from oracle.budget.peer import Peer
from oracle.budget.votes import Vote, random_limits
from oracle.tally import Tally

MISSED = "the peer's solver ends below what its own algorithm finds; milp says what we say"
REFUSED: tuple[list[str], bool] = (["refused"], False)


def compare(vote: Vote, found: Election, peer: Peer, tally: Tally) -> None:
    """Approvals and scores only: all that the rule asks of ballots is their sums."""
    if vote.kind not in {Kind.APPROVAL, Kind.SCORING}:
        return
    for utility in Utility:
        compare_with_peer(vote, found, peer, utility, tally)
        for seed in seeds_of(vote):
            compare_with_limits(vote, found, peer, utility, seed, tally)


def seeds_of(vote: Vote) -> list[int]:
    name, _, number = vote.name.partition(" ")
    return [int(number)] if name == "random" else []


def compare_with_peer(
    vote: Vote, found: Election, peer: Peer, utility: Utility, tally: Tally
) -> None:
    """The value by the peer's own algorithm; the winners among all that its solver lists as best.

    Of those, ours must be the one that we prefer, and tied if another costs as little.
    """
    mine = knapsack(found, utility=utility)
    values, costs = values_of(peer, utility), {each.name: int(each.cost) for each in peer.instance}
    worth = sum(values[name] for name in mine.selected)
    most = value_by_peer(peer, utility, values)
    best = listed(peer, utility, values)
    preferred = min(best, key=partial(preference, peer=peer, costs=costs))
    spent = [sum(costs[name] for name in each) for each in best]
    says = sorted(mine.selected), bool(mine.ties)
    theirs = sorted(preferred), spent.count(min(spent)) > 1
    why = ""
    if sum(values[name] for name in preferred) < most:
        why = MISSED if says == by_integer_program(vote, peer, utility, Limits()) else ""
    name = f"knapsack, {utility.value}"
    tally.add(f"{name}: value", vote.name, same=worth == most, both=f"{worth} and {most}")
    tally.add(
        f"{name}: winners and tie",
        vote.name,
        same=says == theirs,
        why=why,
        both=f"{says} and {theirs} of {len(best)}",
    )


def value_by_peer(peer: Peer, utility: Utility, values: Mapping[str, int]) -> int:
    found = max_additive_utilitarian_welfare(
        peer.instance,
        peer.profile,
        sat_class=peer.sats[utility],
        inner_algo=MaxAddUtilWelfareAlgo.PRIMAL_DUAL,
    )
    return sum(values[project.name] for project in found)


def listed(peer: Peer, utility: Utility, values: Mapping[str, int]) -> set[frozenset[str]]:
    """All selections that the peer's solver finds best, without what nobody voted for."""
    found = max_additive_utilitarian_welfare(
        peer.instance, peer.profile, sat_class=peer.sats[utility], resoluteness=False
    )
    return {frozenset(each.name for each in one if values[each.name]) for one in found}


def values_of(peer: Peer, utility: Utility) -> dict[str, int]:
    votes = peer.order.votes
    if utility is Utility.CARDINALITY:
        return votes
    return {each.name: votes[each.name] * int(each.cost) for each in peer.instance}


def in_published_order(peer: Peer) -> list[str]:
    ordered = sorted(peer.instance, key=lambda each: peer.order.func(None, None, each))
    return [each.name for each in ordered]


def preference(ids: frozenset[str], *, peer: Peer, costs: Mapping[str, int]) -> tuple[Any, ...]:
    """Least first: the cheaper, then the one with the first project in which they differ."""
    return sum(costs[name] for name in ids), [name not in ids for name in in_published_order(peer)]


def compare_with_limits(
    vote: Vote, found: Election, peer: Peer, utility: Utility, seed: int, tally: Tally
) -> None:
    limits = random_limits(seed, vote)
    try:
        result = knapsack(found, utility=utility, limits=limits)
        mine = sorted(result.selected), bool(result.ties)
    except ValueError:
        mine = REFUSED
    theirs = by_integer_program(vote, peer, utility, limits)
    tally.add(
        f"knapsack, {utility.value}, limits, by milp: winners and tie",
        vote.name,
        same=mine == theirs,
        both=f"{mine} and {theirs}, {limits.as_text()}",
    )


def by_integer_program(
    vote: Vote, peer: Peer, utility: Utility, limits: Limits
) -> tuple[list[str], bool]:
    """The greatest value, then the least cost of that, then what is first in the published order.

    Each step keeps what the last one found as a constraint. All coefficients are whole numbers, so
    half a unit of slack lets nothing in that isn't as good.

    Returns:
        The ids, and whether another selection has the same value and cost.
    """
    values = values_of(peer, utility)
    ids = [project.id for project in vote.projects]
    value = np.array([values[name] for name in ids], float)
    cost = np.array([project.cost for project in vote.projects], float)
    order = in_published_order(peer)
    first = np.array([2.0 ** (len(ids) - order.index(name)) for name in ids])
    must = np.isin(ids, limits.mandatory)
    rows = [LinearConstraint(cost, ub=vote.budget)]
    for name, most in limits.categories.items():
        within = np.array([name in project.categories for project in vote.projects])
        rows.append(LinearConstraint(cost * within, ub=most))
    rows += [LinearConstraint(np.isin(ids, list(each)), ub=1) for each in limits.exclusions]
    taken: np.ndarray | None = None
    for gain in (value, -cost):
        taken = solved(gain, rows, must)
        if taken is None:
            return REFUSED
        rows.append(LinearConstraint(gain, lb=gain @ taken - 0.5))
    taken = solved(first, rows, must)
    another = LinearConstraint(1 - 2 * taken, lb=1 - taken.sum())
    is_tied = solved(first, [*rows, another], must) is not None
    return sorted(name for name, is_in in zip(ids, taken, strict=True) if is_in), is_tied


def solved(gain: np.ndarray, rows: list[Any], must: np.ndarray) -> np.ndarray | None:
    found = milp(
        -gain,
        constraints=rows,
        integrality=np.ones(len(gain)),
        bounds=Bounds(must.astype(float), 1),
        options={"mip_rel_gap": 0},
    )
    if found.status not in {0, 2}:
        raise RuntimeError(f"the integer program wasn't solved: {found.message}")
    return np.round(found.x) if found.status == 0 else None
