"""Greedy: by votes, one after the other, while the money lasts.

What most cities do. It is easy to tell and follows the largest group: if 51 of 100 people vote for
the same projects, they may decide on all of the money. `shares` is the answer to that.
"""

from fractions import Fraction

from accord.methods.budget.ballots import Election
from accord.methods.budget.explain import fate, fates, room
from accord.methods.budget.limits import Bar, Cart, Limits
from accord.methods.budget.result import Result, Why, audited
from accord.methods.budget.ties import TieBreak


def greedy(
    election: Election,
    *,
    per_cost: bool = False,
    stop: bool = False,
    limits: Limits | None = None,
    seed: str | None = None,
) -> Result:
    """Buy projects by their votes while there is money.

    Args:
        election: projects, ballots and the money there is.
        per_cost: by votes for each unit of money, instead of votes alone. Favours cheap projects.
        stop: end at the first project that costs more than what is left, instead of passing it
            over. What a limit rules out is passed over in any case.
        limits: beside the votes.
        seed: for ties that votes and cost leave open; without it the order of ids decides.

    Returns:
        The result; `rounds` are the projects bought by votes.

    Raises:
        ValueError: if the limits can't be met.

    Source: the rule of most participatory budgets; "greedy" and "greedy-no-skip" in Pabulib.
    """
    limits = limits or Limits()
    ties, cart = TieBreak(election, seed), Cart(election, limits)
    won = {place: fate(election, place, Why.MANDATORY) for place in cart.bought}
    taken = take_by_votes(election, cart, ties, per_cost=per_cost, stop=stop)
    won |= {p: fate(election, p, Why.VOTES, round=n) for n, p in enumerate(taken, start=1)}
    return Result(
        selected=tuple(election.projects[place].id for place in cart.bought),
        cost=election.budget - cart.left,
        budget=election.budget,
        rounds=len(taken),
        ties=tuple(ties.met),
        audit=audited(election, "greedy", ties, limits, per_cost=per_cost, stop=stop),
        tell_fates=lambda: fates(election, cart, won, lambda place: room(election, cart, place)),
    )


def take_by_votes(
    election: Election,
    cart: Cart,
    ties: TieBreak,
    *,
    per_cost: bool = False,
    stop: bool = False,
    where: str = "by votes",
) -> list[int]:
    """Fill the cart with what is left, by votes.

    Returns:
        Places of what was bought, in order.
    """
    passable = {None, Bar.ROOM} if stop else {None}
    taken: list[int] = []
    for level in levels(election, per_cost=per_cost):
        while waiting := [place for place in level if cart.bar(place) in passable]:
            place = ties.first(waiting, where)
            if cart.bar(place):
                return taken
            cart.take(place)
            taken.append(place)
    return taken


def levels(election: Election, *, per_cost: bool) -> list[list[int]]:
    """Projects that have votes, most first, those with equally many together."""
    merits: dict[Fraction, list[int]] = {}
    for place, votes in enumerate(election.votes):
        if votes:
            merit = Fraction(votes, election.costs[place] if per_cost else 1)
            merits.setdefault(merit, []).append(place)
    return [merits[merit] for merit in sorted(merits, reverse=True)]
