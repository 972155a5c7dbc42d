"""The Method of Equal Shares: everyone decides on an equal part of the money.

The budget is divided equally among the voters. A project is bought when its supporters can pay for
it together: each pays the same price per point, or all they have left if that is less. The project
with the lowest price for what it gives is bought first, its supporters pay, and so on until no
group can pay for anything more. A quarter of the voters who agree so decide on a quarter of the
money, where under `greedy` they might decide on nothing.

How it is counted exactly and fast
    An amount of money is never rounded where something depends on it. What a voter has left is the
    share minus the prices of all projects bought that the voter supports, or nothing. Prices are
    kept exactly (`Pile`), and the sum over any set of voters needs only counts: how many
    of them paid for which project.

    Floats choose what to compute exactly. Each balance in floats is within `error` of the truth
    (a bound that is proved below, not a guess), so a float price minus its own bound is never above
    the true price. Prices only rise while money is spent, so an old bound still holds and most
    projects needn't be looked at in a round. The project with the lowest bound is made exact,
    until an exact price lies below the bounds of all others. What decides is the exact price.
"""

import heapq
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from accord.methods.budget.ballots import Election, Flags, Floats, Supporters
from accord.methods.budget.course import Bound, Course
from accord.methods.budget.limits import Cart
from accord.methods.budget.purses import ROUNDING, SLACK, Price, Purchase, Purses
from accord.methods.budget.ties import TieBreak

NOBODY = np.zeros(0, np.int64)
STEPS = 64  # of Newton's method in floats; what isn't there by then is finished exactly


class Count:
    """One run of the rule, from a given share.

    Args:
        election: to count.
        share: what each voter has.
        worth: of each project, for each point: its cost, or 1 (see `worths`).
        cart: where the purchases go, and what rules a project out.
        ties: how they are broken.
        course: what runs with smaller shares found out, if there were any.
    """

    def __init__(
        self,
        election: Election,
        *,
        share: Fraction,
        worth: Sequence[int],
        cart: Cart,
        ties: TieBreak,
        course: Course | None = None,
    ) -> None:
        self.election, self.worth, self.cart, self.ties = election, worth, cart, ties
        self.course = course or Course(election)
        self.purses = Purses(election, share, self.course.tallies)
        self.supporters = list(election.columns)
        self.low: dict[int, float] = {}  # never above the true price per point
        self.queue: list[tuple[float, int]] = []  # by price for what it gives, never above the true
        for place, cost in enumerate(election.costs):
            if election.votes[place]:
                self.low[place] = cost / election.votes[place] * (1 - SLACK)
                self.queue.append((self.key(place, self.low[place]), place))
        heapq.heapify(self.queue)

    def run(self) -> list[Purchase]:
        """Buy until nobody can pay for anything more: at most one round per project."""
        purchases: list[Purchase] = []
        while tied := self.cheapest():
            where = f"round {len(purchases) + 1}"
            place = self.ties.first([price.place for price in tied], where)
            price = next(price for price in tied if price.place == place)
            self.cart.take(place)
            purchases.append(self.purses.pay(price))
            self.course.buy(purchases[-1])
            for other in tied:
                if other is not price:
                    self.requeue(other.place)
        return purchases

    def key(self, place: int, low: float) -> float:
        """A bound on the price for what the project gives, from one on the price per point."""
        return low / self.worth[place] * (1 - SLACK)

    def requeue(self, place: int) -> None:
        heapq.heappush(self.queue, (self.key(place, self.low[place]), place))

    def cheapest(self) -> list[Price]:
        """Find what costs its supporters least for what it gives: more than one if tied.

        Takes the most promising from the queue: what has an old bound gets a new one, what has a
        new one is made exact, until the next bound is above the best exact price.
        """
        for place, bound in self.course.now.bounds.items():
            self.low[place] = max(self.low[place], bound.low)
        renewed = {self.course.expected}  # it will be made exact, so a new bound is of no use
        best: list[Price] = []
        beaten: list[int] = []  # not back into the queue before the end, or they might return
        limit = np.inf
        while self.queue and self.queue[0][0] <= limit:
            key, place = heapq.heappop(self.queue)
            if self.cart.bar(place) or place in self.course.now.missing:
                continue
            if key < self.key(place, self.low[place]):
                self.requeue(place)
            elif place not in renewed:
                renewed.add(place)
                if self.renew(place):
                    self.requeue(place)
            elif price := self.settle(place):
                self.note_exact(price)
                best, losers = self.better(best, price)
                beaten += losers
                limit = self.per_point(best[0]) / self.worth[best[0].place] * (1 + SLACK)
        for place in beaten:
            self.requeue(place)
        return best

    def note_exact(self, price: Price) -> None:
        low = self.per_point(price) * (1 - SLACK)
        self.note(price.place, low, price.paid_in_full, price.stake)

    def note(self, place: int, low: float, rich: float, stake: float) -> None:
        """Keep a bound on a price, for this run and the next.

        Args:
            place: of the project.
            low: the bound.
            rich: people who pay the full price; all others could give what they have.
            stake: their points.
        """
        self.low[place] = low
        givers = self.election.supporters[place] - rich
        self.course.now.bounds[place] = Bound(low, givers, stake)

    def per_point(self, price: Price) -> float:
        return price.need / (self.purses.prices.whole * price.stake)

    def better(self, best: list[Price], price: Price) -> tuple[list[Price], list[int]]:
        """Compare exactly: who is best now, and which projects aren't."""
        if not best:
            return [price], []
        new = price.need * best[0].stake * self.worth[best[0].place]
        old = best[0].need * price.stake * self.worth[price.place]
        if new == old:
            return [*best, price], []
        if new < old:
            return [price], [loser.place for loser in best]
        return best, [price.place]

    def renew(self, place: int) -> bool:
        """Raise the bound of a project by what its supporters have left now.

        Returns:
            False if its supporters surely can't pay for it any more.
        """
        cost = self.election.costs[place]
        supporters, left = self.supporters_and_left(place)
        total, doubt = float(supporters.people @ left), self.doubt(supporters, cost)
        most = total + doubt + len(left) * SLACK * total
        if most < cost:
            self.course.now.missing[place] = cost - most
            return False
        self.sharpen(place, supporters, left)
        return True

    def sharpen(self, place: int, supporters: Supporters, left: Floats) -> Flags:
        """Raise the bound of a project to what floats can tell.

        Any split into poor and others gives a bound on the price: if the poor gave all they have
        and the others the same per point. Newton's method finds the split that gives the best.

        Returns:
            The poor, as far as floats can tell.
        """
        cost, money = self.election.costs[place], supporters.people * left
        doubt, price = self.doubt(supporters, cost), self.low[place]
        best = (price, 0.0, 0.0)
        for _ in range(STEPS):
            poor = left < supporters.owe(price)
            those = poor.astype(np.float64)
            stake = supporters.stake - float(supporters.stakes @ those)
            if stake <= 0:
                break
            found = (cost - float(money @ those)) / stake
            if found <= price:
                break
            price = found
            people = stake if supporters.is_plain else supporters.crowd - supporters.people @ those
            best = max(best, ((price - doubt / stake) * (1 - SLACK), float(people), stake))
        if best[0] > self.low[place]:
            self.note(place, *best)
        return poor

    def doubt(self, supporters: Supporters, cost: int) -> float:
        """How far a sum of money of these supporters, up to `cost`, can be from the truth.

        Each balance by `error`; adding n amounts rounds n times, each time by at most `ROUNDING`
        of the sum, which is allowed for more than twice.
        """
        adding = (len(supporters.groups) + 8) * 4 * ROUNDING * cost
        return self.purses.error * supporters.crowd + adding

    def supporters_and_left(self, place: int) -> tuple[Supporters, Floats]:
        """The supporters of a project, and what they have left, in floats.

        Who has spent everything stays among them until that is a quarter of all.
        """
        supporters = self.supporters[place]
        left = self.purses.floats[supporters.groups]
        if np.count_nonzero(left) < 0.75 * len(left):
            has_money = left > 0
            supporters, left = supporters.only(has_money), left[has_money]
            self.supporters[place] = supporters
        return supporters, left

    def settle(self, place: int) -> Price | None:
        """Find the exact price, or that there is none.

        If those who give all they have have less than the price that this gives, and all others
        more, it is the price. Floats find such a split if nobody stands too close to it.
        """
        supporters, left = self.supporters_and_left(place)
        poor = self.sharpen(place, supporters, left)
        stake = int(supporters.stake - float(supporters.stakes @ poor))
        if stake:
            need = self.need(place, supporters, poor & (left > 0))
            rest = left - supporters.owe(need / (self.purses.prices.whole * stake))
            if np.where(poor, -rest, rest).min() > self.margin:
                return Price(place, need, stake, supporters, rest, poor, NOBODY, ())
        return self.settle_closely(place, supporters, left)

    def need(self, place: int, supporters: Supporters, givers: Flags) -> int:
        """What is missing to the cost if these give all they have: numerator over the whole."""
        cost = self.election.costs[place] * self.purses.prices.whole
        groups = supporters.groups[givers]
        return cost - self.purses.left(place, groups) if len(groups) else cost

    @property
    def margin(self) -> float:
        """Within this floats can't tell what somebody has left from a price."""
        error = self.purses.error
        return error + SLACK * (self.purses.first + error)

    def settle_closely(self, place: int, supporters: Supporters, left: Floats) -> Price | None:
        """Find the exact price where floats can't tell who can pay it, or that there is none.

        Starts from those who are surely poor at a price that is surely not too high, and adds who
        proves poor at the price that this gives, until nobody does. Each turn adds someone.
        """
        purses = self.purses
        poor = left + purses.error < supporters.owe(self.low[place] * (1 - SLACK))
        poor |= left == 0
        while stake := int(supporters.stake - float(supporters.stakes @ poor)):
            need = self.need(place, supporters, poor & (left > 0))
            rest = left - supporters.owe(need / (purses.prices.whole * stake))
            below = (rest < 0) > poor
            close = np.flatnonzero((np.abs(rest) <= self.margin) > poor)
            exact = tuple(purses.each_left(supporters.groups[close]))
            below[close] = [
                own * stake < need * int(supporters.points[spot])
                for spot, own in zip(close.tolist(), exact, strict=True)
            ]
            if not below.any():
                return Price(place, need, stake, supporters, rest, poor, close, exact)
            poor |= below
        return None
