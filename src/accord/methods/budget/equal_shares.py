"""The Method of Equal Shares as a rule to choose: what a project is worth, and what is done with
money that no group can spend alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import partial

from accord.methods.budget.ballots import Election
from accord.methods.budget.course import Course
from accord.methods.budget.explain import Loss, fate, fates
from accord.methods.budget.greedy import take_by_votes
from accord.methods.budget.limits import Cart, Limits
from accord.methods.budget.purses import Purchase
from accord.methods.budget.result import Fate, Result, Why, audited
from accord.methods.budget.shares import Count
from accord.methods.budget.ties import TieBreak

MOST_RUNS = 20_000
MOST_PURCHASES = 1_000_000  # over all runs: some minutes


class Utility(StrEnum):
    """What a bought project is worth to a supporter, for each point."""

    COST = "cost"  # its cost: money spent as they wish
    CARDINALITY = "cardinality"  # 1: any project is as good as another


class Completion(StrEnum):
    """What is done with money that is left."""

    NONE = "none"
    ADD1 = "add1"
    ADD1U = "add1u"
    GREEDY = "greedy"


@dataclass(frozen=True)
class Run:
    """One run of the rule, as it ended."""

    count: Count
    cart: Cart
    ties: TieBreak
    share: Fraction
    purchases: list[Purchase]


def equal_shares(
    election: Election,
    *,
    utility: Utility = Utility.COST,
    completion: Completion = Completion.NONE,
    limits: Limits | None = None,
    seed: str | None = None,
    most_runs: int = MOST_RUNS,
    most_purchases: int = MOST_PURCHASES,
    tell: Callable[[int], None] | None = None,
) -> Result:
    """Let everyone decide on an equal share of the money.

    Args:
        election: projects, ballots and the money there is.
        utility: what a project gives a supporter, for each point. By `COST` the projects with most
            support for each unit of money go first, whatever their size; by `CARDINALITY` cheap
            projects go first, since a cheap one counts as much as a dear one.
        completion: what is done with the rest. `ADD1` gives each voter a unit of the currency more
            and starts anew, again and again, until nothing more fits or the outcome would cost too
            much, and keeps the last that didn't. `GREEDY` fills up by votes. `ADD1U` does both.
        limits: beside the votes. Mandatory projects are paid first and the rest is shared.
        seed: for ties that votes and cost leave open; without it the order of ids decides.
        most_runs: after so many runs it gives up, since each takes time.
        most_purchases: the same, over all runs together.
        tell: called with the number of runs done, to show progress.

    Returns:
        The result. A price is per point: what each supporter paid, where ballots are approvals.

    Raises:
        ValueError: if the limits can't be met, or raising the share would take more than
            `most_runs` or `most_purchases`.

    Source: Peters, Pierczyński and Skowron (2021), "Proportional Participatory Budgeting with
        Additive Utilities", NeurIPS; completions as on equalshares.net. The share is a fraction,
        never cut to whole units. For points, `COST` takes points × cost as worth.
    """
    limits = limits or Limits()
    again = partial(run_once, election, utility, limits, seed)
    runs, last = 1, again(raised=0)
    if completion in {Completion.ADD1, Completion.ADD1U}:
        runs, last = raise_shares(last, again, most_runs, most_purchases, tell)
    won = fates_of_bought(election, last, limits)
    if completion in {Completion.GREEDY, Completion.ADD1U}:
        rest = take_by_votes(election, last.cart, last.ties, where="filling up by votes")
        first = len(last.purchases) + 1
        won |= {p: fate(election, p, Why.VOTES, round=n) for n, p in enumerate(rest, start=first)}
    settings = {"utility": utility.value, "completion": completion.value, "share": last.share}
    return Result(
        selected=tuple(election.projects[place].id for place in last.cart.bought),
        cost=election.budget - last.cart.left,
        budget=election.budget,
        rounds=len(last.purchases),
        runs=runs,
        share=last.share,
        ties=tuple(last.ties.met),
        audit=audited(election, "equal shares", last.ties, limits, **settings),
        tell_fates=lambda: fates(election, last.cart, won, partial(shortfall, election, last)),
    )


def run_once(
    election: Election,
    utility: Utility,
    limits: Limits,
    seed: str | None,
    *,
    raised: int,
    course: Course | None = None,
) -> Run:
    """Run the rule with a share that was raised so many times by a unit of the currency."""
    cart, ties = Cart(election, limits), TieBreak(election, seed)
    share = Fraction(cart.left, election.voters) + raised * election.unit
    worth = election.costs if utility is Utility.COST else (1,) * len(election.costs)
    count = Count(election, share=share, worth=worth, cart=cart, ties=ties, course=course)
    cart.is_bounded = False  # raised shares may buy too much: that is how raising ends
    purchases = count.run()
    cart.is_bounded = True
    return Run(count, cart, ties, share, purchases)


def raise_shares(
    run: Run,
    again: Callable[..., Run],
    most_runs: int,
    most_purchases: int,
    tell: Callable[[int], None] | None,
) -> tuple[int, Run]:
    """Raise the shares by a unit at a time until nothing fits or too much is bought.

    Not by halving an interval: a larger share can buy less, so each step has to be looked at.

    Returns:
        The number of runs, and the last one that didn't cost too much.
    """
    raised, purchases = 0, len(run.purchases)
    while fits_more(run):
        if raised + 1 == most_runs or purchases > most_purchases:
            raise ValueError(
                f"After {raised:,} runs with a larger share there is still money for more; "
                "count in a larger unit of money, or choose another completion."
            )
        raised += 1
        course = run.count.course.after(run.count.election.unit)
        more = again(raised=raised, course=course)
        if more.cart.left < 0:
            return raised + 1, run
        run, purchases = more, purchases + len(more.purchases)
        if tell:
            tell(raised + 1)
    return raised + 1, run


def fits_more(run: Run) -> bool:
    """Tell whether there is money left for anything that anyone voted for."""
    votes = run.count.election.votes
    return any(votes[place] and not run.cart.bar(place) for place in range(len(votes)))


def fates_of_bought(election: Election, run: Run, limits: Limits) -> dict[int, Fate]:
    """What was paid for each project bought."""
    mandatory = [election.places[name] for name in limits.mandatory]
    won = {place: fate(election, place, Why.MANDATORY) for place in mandatory}
    for number, bought in enumerate(run.purchases, start=1):
        won[bought.place] = fate(
            election,
            bought.place,
            Why.PAID,
            round=number,
            price=bought.price,
            paid_in_full=bought.paid_in_full,
        )
    return won


def shortfall(election: Election, run: Run, place: int) -> Loss:
    """How much money the supporters of a project were short of in the end."""
    purses, groups = run.count.purses, election.columns[place].groups
    alive = groups[purses.floats[groups] > 0]
    left = Fraction(purses.left(place, alive), purses.prices.whole)
    return Why.SHORT, election.costs[place] - left
