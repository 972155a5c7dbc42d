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
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from accord.methods.budget.ballots import Election, Flags, Floats, Ints, Supporters
from accord.methods.budget.exact import Pile
from accord.methods.budget.limits import Cart
from accord.methods.budget.ties import TieBreak

ROUNDING = 2.0**-53  # half the distance from 1 to the next float
SLACK = 8 * ROUNDING  # more than a handful of roundings can add up to, relatively
STEPS = 64  # of Newton's method in floats; what isn't there by then is finished exactly


@dataclass(frozen=True, eq=False)
class Price:
    """What a project costs its supporters in this round, exactly.

    The price per point is `need / (whole × stake)`, with the denominator of the round.

    Attributes:
        place: of the project.
        need: the part of the cost that those who can pay the full price pay together.
        stake: all their points.
        supporters: of it; some may have spent everything.
        left: (supporters,), what each has left, in floats.
        poor: (supporters,), which have less than the full price; they pay all they have.
        level: (supporters,), which have exactly the full price.
        close: (supporters,), which were compared exactly because floats couldn't tell.
        close_left: what those of `close` have left exactly, as numerators.
    """

    place: int
    need: int
    stake: int
    supporters: Supporters
    left: Floats
    poor: Flags
    level: Flags
    close: Ints
    close_left: tuple[int, ...]


@dataclass(frozen=True)
class Purchase:
    """One round: what was bought, and what its supporters paid.

    Attributes:
        place: of the project.
        price: per point, exactly.
        paid_in_full: people who paid that; its other supporters paid all they had left.
    """

    place: int
    price: Fraction
    paid_in_full: int


class Purses:
    """What everyone has left, once in floats with a proved bound and once exactly.

    Args:
        election: whose voters.
        share: what each has at first.
    """

    def __init__(self, election: Election, share: Fraction) -> None:
        self.election = election
        self.first = float(share)
        self.floats = np.full(len(election.people), self.first)
        self.prices = Pile(share.denominator)
        self.bought: list[int] = []
        self.share = share

    @property
    def error(self) -> float:
        """No float balance of someone with money is further from the truth than this.

        The share is rounded once, and each payment three times (price, product, difference), each
        time by at most `ROUNDING` of an amount that isn't above the share: 1 + 3 × payments.
        The fourth covers what these roundings add to each other.
        """
        return 4 * (len(self.bought) + 1) * ROUNDING * self.first

    def paid(self, groups: Ints, people: Ints) -> list[int]:
        """Add up the points that these people gave to each project bought.

        Who still has money has paid the full price for everything bought that they support.
        """
        if not len(groups):
            return [0] * len(self.bought)
        entries, rows = self.election.lines(groups)
        sums = np.bincount(
            self.election.choices[entries],
            weights=people[rows] * self.election.points[entries],
            minlength=len(self.election.projects),
        )  # floats, but exact: whole numbers below 2**53
        return [int(points) for points in sums[self.bought]]

    def left(self, groups: Ints) -> int:
        """What all these people have left together: the numerator over `prices.whole`.

        Args:
            groups: distinct ballots, none of which has spent everything.
        """
        people = self.election.people[groups]
        shares = int(people.sum()) * self.share.numerator * self.rescaled
        return shares - self.prices.dot(self.paid(groups, people))

    def each_left(self, groups: Ints) -> list[int]:
        """What one person of each ballot has left, as numerators over `prices.whole`."""
        if not len(groups):
            return []
        entries, rows = self.election.lines(groups)
        table = np.zeros((len(groups), len(self.election.projects)), np.int64)
        table[rows, self.election.choices[entries]] = self.election.points[entries]
        histories = [row.tobytes() for row in table[:, self.bought]]
        share = self.share.numerator * self.rescaled
        known = {
            history: share - self.prices.dot(np.frombuffer(history, np.int64).tolist())
            for history in set(histories)
        }
        return [known[history] for history in histories]

    @property
    def rescaled(self) -> int:
        """How far the denominator has grown since the share was set."""
        return self.prices.whole // self.share.denominator

    def pay(self, price: Price) -> Purchase:
        """Let the supporters pay, and tell what it was."""
        whole = self.prices.whole
        exact = self.prices.add(price.need, price.stake)
        supporters, empty = price.supporters, price.poor | price.level
        left = price.left - float(exact) * supporters.points
        left[empty] = 0.0
        # Where floats couldn't tell, a difference of floats might even be negative.
        for spot, own in zip(price.close.tolist(), price.close_left, strict=True):
            rest = own * price.stake - price.need * int(supporters.points[spot])
            left[spot] = max(rest, 0) / (whole * price.stake)
        self.floats[supporters.groups] = left
        self.bought.append(price.place)
        return Purchase(price.place, exact, int(supporters.people @ ~price.poor))


class Count:
    """One run of the rule, from a given share.

    Args:
        election: to count.
        share: what each voter has.
        worth: of each project, for each point: its cost, or 1 (see `worths`).
        cart: where the purchases go, and what rules a project out.
        ties: how they are broken.
    """

    def __init__(
        self,
        election: Election,
        *,
        share: Fraction,
        worth: Sequence[int],
        cart: Cart,
        ties: TieBreak,
    ) -> None:
        self.election, self.worth, self.cart, self.ties = election, worth, cart, ties
        self.purses = Purses(election, share)
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
        renewed: set[int] = set()
        best: list[Price] = []
        beaten: list[int] = []  # not back into the queue before the end, or they might return
        limit = np.inf
        while self.queue and self.queue[0][0] <= limit:
            _, place = heapq.heappop(self.queue)
            if self.cart.bar(place):
                continue
            if place not in renewed:
                renewed.add(place)
                if self.renew(place):
                    self.requeue(place)
            elif price := self.settle(place):
                self.low[place] = self.per_point(price) * (1 - SLACK)
                best, losers = self.better(best, price)
                beaten += losers
                limit = self.per_point(best[0]) / self.worth[best[0].place] * (1 + SLACK)
        for place in beaten:
            self.requeue(place)
        return best

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

        Any split into poor and others gives a bound on the price: if the poor gave all they have
        and the others the same per point. Newton's method finds the split that gives the best.

        Returns:
            False if its supporters surely can't pay for it any more.
        """
        cost = self.election.costs[place]
        supporters, left = self.supporters_and_left(place)
        money = supporters.people * left
        total, doubt = float(money.sum()), self.doubt(supporters, cost)
        if total + doubt + len(left) * SLACK * total < cost:
            return False
        price = self.low[place]
        for _ in range(STEPS):
            poor = left < price * supporters.points
            stake = supporters.stake - float(supporters.stakes @ poor)
            if stake <= 0:
                break
            found = (cost - float(money @ poor)) / stake
            if found <= price:
                break
            price = found
            self.low[place] = max(self.low[place], (price - doubt / stake) * (1 - SLACK))
        return True

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

        Starts from those who are surely poor at a price that is surely not too high, and adds who
        proves poor at the price that this gives, until nobody does. Each turn adds someone.
        """
        purses = self.purses
        supporters, left = self.supporters_and_left(place)
        points = supporters.points
        poor = left + purses.error < self.low[place] * points * (1 - SLACK)
        poor |= left == 0
        need = self.election.costs[place] * purses.prices.whole
        need -= purses.left(supporters.groups[poor & (left > 0)])
        while stake := int(supporters.stake - float(supporters.stakes @ poor)):
            price = need / (purses.prices.whole * stake)
            gap = left - price * points
            below = (gap < 0) > poor
            margin = purses.error + SLACK * (purses.first + purses.error)
            close = np.flatnonzero((np.abs(gap) <= margin) > poor)
            exact = tuple(purses.each_left(supporters.groups[close]))
            signs = [
                sign(own * stake - need * int(points[spot]))
                for spot, own in zip(close.tolist(), exact, strict=True)
            ]
            below[close] = [side < 0 for side in signs]
            if not below.any():
                level = np.zeros(len(poor), np.bool_)
                level[close] = [side == 0 for side in signs]
                return Price(place, need, stake, supporters, left, poor, level, close, exact)
            need -= purses.left(supporters.groups[below])
            poor |= below
        return None


def sign(number: int) -> int:
    return (number > 0) - (number < 0)
