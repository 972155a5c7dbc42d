"""Sequential Phragmén: everyone earns money at the same speed, and groups buy when they can.

All voters start with nothing and get one unit of money per unit of time. As soon as the supporters
of a project have its cost together, they buy it and have nothing again. So a group that got
something waits while others save, and money is spent in proportion to the sizes of groups. Unlike
Equal Shares it spends most of the budget by itself, but follows less closely who wants what.

A project is bought at time (cost + sum of the times its supporters last bought) / supporters. The
sum needs only counts, how many supporters last bought in which round; so times stay exact (`Pile`).
"""

from fractions import Fraction

import numpy as np

from accord.methods.budget.ballots import Election
from accord.methods.budget.exact import Pile
from accord.methods.budget.explain import Loss, fate, fates
from accord.methods.budget.limits import Bar, Cart, Limits
from accord.methods.budget.result import Fate, Result, Why, audited
from accord.methods.budget.ties import TieBreak

ROUNDING = 2.0**-53


def phragmen(
    election: Election,
    *,
    skip: bool = False,
    limits: Limits | None = None,
    seed: str | None = None,
) -> Result:
    """Let everyone earn at the same speed and groups buy as soon as they can.

    Args:
        election: projects, ballots and the money there is. Any number of points is support.
        skip: pass over a project that costs more than what is left, and let its supporters keep
            their money; otherwise the count ends there, even if that project is only tied.
        limits: beside the votes. Supporters of mandatory projects don't pay for them.
        seed: for ties that votes and cost leave open; without it the order of ids decides.

    Returns:
        The result. The price of a project is the most that any of its supporters paid.

    Raises:
        ValueError: if the limits can't be met.

    Source: Los, Christoff and Grossi (2022), "Proportional Budget Allocations: Towards a
        Systematization", IJCAI. Projects that cost more than the budget take no part.
    """
    limits = limits or Limits()
    ties, cart = TieBreak(election, seed), Cart(election, limits)
    won = {place: fate(election, place, Why.MANDATORY) for place in cart.bought}
    race = Race(election, cart, ties, skip=skip)
    won |= {bought.place: paid(election, bought) for bought in race.run()}
    return Result(
        selected=tuple(election.projects[place].id for place in cart.bought),
        cost=election.budget - cart.left,
        budget=election.budget,
        rounds=race.rounds,
        ties=tuple(ties.met),
        audit=audited(election, "sequential Phragmén", ties, limits, skip=skip),
        tell_fates=lambda: fates(election, cart, won, race.lost),
    )


class Purchase:
    """One round: what was bought, the most anyone paid, and how many paid that."""

    def __init__(self, place: int, number: int, price: Fraction, payers: int) -> None:
        self.place, self.number, self.price, self.payers = place, number, price, payers


def paid(election: Election, bought: Purchase) -> Fate:
    return fate(
        election,
        bought.place,
        Why.PAID,
        round=bought.number,
        price=bought.price,
        paid_in_full=bought.payers,
    )


class Race:
    """Who can buy first, again and again.

    Attributes:
        last: (groups,), the round in which each distinct ballot last bought; 0 for never.
        tally: (projects, rounds + 1), how many supporters of each last bought in each round.
        times: of the rounds, exactly; the first is 0, when all began.
        rounds: so far.
    """

    def __init__(self, election: Election, cart: Cart, ties: TieBreak, *, skip: bool) -> None:
        self.election, self.cart, self.ties, self.skip = election, cart, ties, skip
        self.last = np.zeros(len(election.people), np.int64)
        self.tally = np.zeros((len(election.projects), len(election.projects) + 1), np.int64)
        self.tally[:, 0] = election.supporters
        self.times = Pile()
        self.times.add(0, 1)
        self.floats = np.zeros(len(election.projects) + 1)
        self.rounds = 0
        supported = [place for place, people in enumerate(election.supporters) if people]
        self.running = [place for place in supported if cart.bar(place) is None]
        self.ended_at: Fraction | None = None

    def run(self) -> list[Purchase]:
        """At most one round per project."""
        purchases: list[Purchase] = []
        while tied := self.first_to_buy():
            if any(self.cart.bar(place) for place in tied):  # too dear, and not to be skipped
                self.ended_at = self.time(tied[0])
                break
            place = self.ties.first(tied, f"round {self.rounds + 1}")
            self.cart.take(place)
            purchases.append(self.buy(place))
        return purchases

    def first_to_buy(self) -> list[int]:
        """Those whose supporters have the money first: more than one if tied exactly."""
        passable = {None} if self.skip else {None, Bar.ROOM}
        self.running = [place for place in self.running if self.cart.bar(place) in passable]
        if not self.running:
            return []
        now = self.rounds + 1
        waits = self.tally[self.running, :now] @ self.floats[:now]
        costs = np.array([self.election.costs[place] for place in self.running], np.float64)
        people = np.array([self.election.supporters[place] for place in self.running])
        times = (costs + waits) / people
        # All terms are positive: each of `now + 3` operations is off by one rounding at most.
        sure = 1 + 4 * (now + 8) * ROUNDING
        near = [self.running[spot] for spot in np.flatnonzero(times <= times.min() * sure**2)]
        if len(near) == 1:
            return near
        exact = {place: self.time(place) for place in near}
        return [place for place in near if exact[place] == min(exact.values())]

    def numerator(self, place: int) -> int:
        """The time at which a project can be bought, × its supporters, over `times.whole`."""
        tally = self.tally[place, : self.rounds + 1].tolist()
        return self.election.costs[place] * self.times.whole + self.times.dot(tally)

    def time(self, place: int) -> Fraction:
        people = self.election.supporters[place]
        return Fraction(self.numerator(place), self.times.whole * people)

    def buy(self, place: int) -> Purchase:
        """Let the supporters pay all they have: their last purchase is now."""
        earliest = int(np.flatnonzero(self.tally[place])[0])
        payers = int(self.tally[place, earliest])
        earned_from = self.moment(earliest)
        now = self.times.add(self.numerator(place), self.election.supporters[place])
        self.rounds += 1
        self.floats[self.rounds] = float(now)
        groups = self.election.columns[place].groups
        entries, rows = self.election.lines(groups)
        choices, people = self.election.choices[entries], self.election.people[groups][rows]
        np.subtract.at(self.tally, (choices, self.last[groups][rows]), people)
        np.add.at(self.tally, (choices, np.full(len(rows), self.rounds)), people)
        self.last[groups] = self.rounds
        return Purchase(place, self.rounds, now - earned_from, payers)

    def moment(self, number: int) -> Fraction:
        """The time of a round."""
        only = [int(round_ == number) for round_ in range(self.rounds + 1)]
        return Fraction(self.times.dot(only), self.times.whole)

    def lost(self, place: int) -> Loss:
        """Too dear for what was left, or its supporters had saved too little when all ended."""
        too_dear = self.election.costs[place] - self.cart.left
        if too_dear > 0:
            return Why.ROOM, Fraction(too_dear)
        end = self.ended_at or self.moment(self.rounds)
        return Why.SHORT, (self.time(place) - end) * self.election.supporters[place]
