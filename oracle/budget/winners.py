"""Who wins by each rule, in the order bought where the peer tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pabutools.rules import (
    completion_by_rule_combination,
    exhaustion_by_budget_increase,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)

from accord.methods.budget import (
    Completion,
    Election,
    Result,
    Utility,
    equal_shares,
    greedy,
    phragmen,
)
from oracle.budget.peer import Peer
from oracle.budget.votes import Vote
from oracle.tally import Tally

NOBODYS = "the peer minds what nobody voted for; without it, it says the same"


@dataclass(frozen=True)
class Rule:
    """A rule by both.

    Attributes:
        name: for the table.
        ours: our count.
        theirs: ids of what the peer buys.
        in_order: whether the peer tells in which order it bought.
    """

    name: str
    ours: Callable[[Election], Result]
    theirs: Callable[[Peer], list[str]]
    in_order: bool = True

    def says(self, ids: list[str] | tuple[str, ...]) -> list[str]:
        return list(ids) if self.in_order else sorted(ids)


def names(projects: Any) -> list[str]:
    return [project.name for project in projects]


def by_votes(peer: Peer, utility: Utility = Utility.COST) -> list[str]:
    """Most satisfaction for its cost first: votes by cost, votes per cost by cardinality."""
    return names(
        greedy_utilitarian_welfare(
            peer.instance, peer.profile, sat_class=peer.sats[utility], tie_breaking=peer.order
        )
    )


def filled_up(utility: Utility, peer: Peer) -> list[str]:
    """Equal Shares, then greedy by votes."""
    rules = [method_of_equal_shares, greedy_utilitarian_welfare]
    sats = [peer.sats[utility], peer.sats[Utility.COST]]
    params = [{"sat_class": sat, "tie_breaking": peer.order} for sat in sats]
    return names(completion_by_rule_combination(peer.instance, peer.profile, rules, params))


def raised_and_filled_up(utility: Utility, peer: Peer) -> list[str]:
    """Equal Shares with a budget that is larger by a unit for each voter, then greedy by votes."""
    own = {"sat_class": peer.sats[utility], "tie_breaking": peer.order}
    step = peer.unit * peer.profile.num_ballots()
    params = [
        {"rule": method_of_equal_shares, "rule_params": own, "budget_step": step},
        {"sat_class": peer.sats[Utility.COST], "tie_breaking": peer.order},
    ]
    rules = [exhaustion_by_budget_increase, greedy_utilitarian_welfare]
    return names(completion_by_rule_combination(peer.instance, peer.profile, rules, params))


def waiting(peer: Peer) -> list[str]:
    """What Phragmén's rule buys, in order: each time, what it put first of those it could buy."""
    peer.order.asked.clear()
    bought = sequential_phragmen(peer.instance, peer.supports, tie_breaking=peer.order)
    order = [tied[0] for tied in peer.order.asked]
    assert sorted(order) == sorted(names(bought))
    return order


def passing_over(peer: Peer) -> list[str]:
    """The same, passing over what costs too much.

    The peer has no such rule. But what is passed over changes nothing for the others: so take out
    what costs more than is left where the rule ended, begin anew, and go on until all fits.
    """
    while True:
        bought = waiting(peer)
        inside = [each for each in peer.instance if each.name in bought]
        left = peer.instance.budget_limit - sum(each.cost for each in inside)
        fitting = [each for each in peer.instance if each in inside or each.cost <= left]
        if len(fitting) == len(peer.instance):
            return bought
        peer = peer.only(fitting)


def shared_rules(utility: Utility) -> list[Rule]:
    share = partial(equal_shares, utility=utility)
    name = f"Equal Shares, {utility.value}"
    return [
        Rule(
            f"{name}, greedy",
            partial(share, completion=Completion.GREEDY),
            partial(filled_up, utility),
        ),
        Rule(
            f"{name}, add1u",
            partial(share, completion=Completion.ADD1U),
            partial(raised_and_filled_up, utility),
        ),
    ]


RULES = [
    Rule("greedy by votes", greedy, by_votes),
    Rule(
        "greedy by votes per cost",
        partial(greedy, per_cost=True),
        partial(by_votes, utility=Utility.CARDINALITY),
    ),
    *shared_rules(Utility.COST),
    *shared_rules(Utility.CARDINALITY),
    Rule("Phragmén, stops", phragmen, waiting),
    Rule("Phragmén, skips", partial(phragmen, skip=True), passing_over),
]


def compare(vote: Vote, found: Election, peer: Peer, tally: Tally) -> None:
    for rule in RULES:
        mine, theirs = rule.says(rule.ours(found).selected), rule.says(rule.theirs(peer))
        same = mine == theirs
        tally.add(
            f"{rule.name}: winners",
            vote.name,
            same=same,
            why="" if same else reason(rule, mine, peer),
            both=f"{mine} and {theirs}",
        )


def reason(rule: Rule, mine: list[str], peer: Peer) -> str:
    wanted = peer.wanted()
    if len(wanted.instance) == len(peer.instance):
        return ""
    return NOBODYS if rule.says(rule.theirs(wanted)) == mine else ""
