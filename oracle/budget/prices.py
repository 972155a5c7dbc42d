"""Equal Shares purchase by purchase: who, at which price, paid in full by how many."""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from pabutools.rules import method_of_equal_shares

from accord.methods.budget import Completion, Election, Result, Utility, Why, equal_shares
from oracle.budget.peer import Peer
from oracle.budget.votes import Vote
from oracle.tally import Tally

Purchase = tuple[str, Fraction, int]


@dataclass(frozen=True)
class Told:
    """What a count tells beside its winners.

    Attributes:
        selected: ids, in the order bought.
        purchases: the id, the price per point, and how many paid that in full.
        short: by id, what supporters are short of in the end.
        share: what each voter had at first.
        ties: met, each with the one taken first; None where the peer doesn't tell.
    """

    selected: list[str]
    purchases: list[Purchase]
    short: dict[str, Fraction]
    share: Fraction
    ties: list[tuple[str, ...]] | None


def compare(vote: Vote, found: Election, peer: Peer, tally: Tally) -> None:
    for utility in Utility:
        for completion in (Completion.NONE, Completion.ADD1):
            mine = ours(equal_shares(found, utility=utility, completion=completion))
            told = theirs(peer, utility, raised=completion is Completion.ADD1)
            name = f"Equal Shares, {utility.value}"
            if completion is Completion.ADD1:
                name += ", add1"
            add = partial(tally.add, case=vote.name)
            add(
                f"{name}: winners",
                same=mine.selected == told.selected,
                both=f"{mine.selected} and {told.selected}",
            )
            add(
                f"{name}: share and prices, exactly",
                same=(mine.share, mine.purchases) == (told.share, told.purchases),
                both=f"{mine.share}, {mine.purchases} and {told.share}, {told.purchases}",
            )
            add(
                f"{name}: shortfalls, exactly",
                same=mine.short == told.short,
                both=f"{mine.short} and {told.short}",
            )
            if completion is Completion.NONE:
                add(
                    f"{name}: ties met",
                    same=mine.ties == told.ties,
                    both=f"{mine.ties} and {told.ties}",
                )


def ours(result: Result) -> Told:
    paid = sorted((each for each in result.fates if each.is_won), key=lambda each: each.round)
    return Told(
        selected=list(result.selected),
        purchases=[(each.project, each.price, each.paid_in_full) for each in paid],
        short={each.project: each.missing for each in result.fates if each.why is Why.SHORT},
        share=result.share,
        ties=[tie.between for tie in result.ties],
    )


def theirs(peer: Peer, utility: Utility, *, raised: bool) -> Told:
    peer.order.asked.clear()
    bought = method_of_equal_shares(
        peer.instance,
        peer.profile,
        sat_class=peer.sats[utility],
        tie_breaking=peer.order,
        voter_budget_increment=peer.unit if raised else None,
        analytics=True,
    )
    *rounds, last = bought.details.iterations
    sat = peer.sats[Utility.CARDINALITY]
    points = [sat(peer.instance, peer.profile, ballot) for ballot in peer.profile]
    return Told(
        selected=[project.name for project in bought],
        purchases=[purchase(each, points) for each in rounds],
        short={
            each.name: Fraction(each.cost - had_by(each, last.voters_budget, points))
            for each in peer.wanted().instance
            if each not in bought
        },
        share=Fraction(bought.details.iterations[0].voters_budget[0]),
        ties=None if raised else list(peer.order.asked),
    )


def purchase(step: Any, points: list[Any]) -> Purchase:
    """Whoever pays in full pays most for each point."""
    project = step.selected_project
    paid = [
        Fraction(before - after) / own.sat_project(project)
        for before, after, own in zip(
            step.voters_budget, step.voters_budget_after_selection, points, strict=True
        )
        if own.sat_project(project)
    ]
    return project.name, max(paid), paid.count(max(paid))


def had_by(project: Any, left: list[Any], points: list[Any]) -> Any:
    return sum(own for own, given in zip(left, points, strict=True) if given.sat_project(project))
