"""What everyone has left, exactly, and what a purchase takes from it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from accord.methods.budget.ballots import Election, Flags, Floats, Ints, Supporters
from accord.methods.budget.exact import Pile
from accord.methods.budget.tallies import Tallies

ROUNDING = 2.0**-53  # half the distance from 1 to the next float
SLACK = 8 * ROUNDING  # more than a handful of roundings can add up to, relatively


@dataclass(frozen=True, eq=False)
class Price:
    """What a project costs its supporters in this round, exactly.

    The price per point is `need / (whole × stake)`, with the denominator of the round.

    Attributes:
        place: of the project.
        need: the part of the cost that those who can pay the full price pay together.
        stake: all their points.
        supporters: of it; some may have spent everything.
        rest: (supporters,), what each has left above the price, in floats.
        poor: (supporters,), which have less than the full price; they pay all they have.
        close: (supporters,), which were compared exactly because floats couldn't tell.
        close_left: what those of `close` have left exactly, as numerators.
    """

    place: int
    need: int
    stake: int
    supporters: Supporters
    rest: Floats
    poor: Flags
    close: Ints
    close_left: tuple[int, ...]

    @cached_property
    def paid_in_full(self) -> int:
        """People who pay the full price."""
        if self.supporters.is_plain:
            return self.stake
        return int(self.supporters.people @ ~self.poor)


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
        tallies: of other runs, if there were any.
    """

    def __init__(self, election: Election, share: Fraction, tallies: Tallies | None = None) -> None:
        self.election = election
        self.tallies = tallies or Tallies(election)
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

    def left(self, place: int, groups: Ints) -> int:
        """What some supporters have left together: the numerator over `prices.whole`.

        Who still has money has paid the full price for everything bought that they support.

        Args:
            place: of the project they support.
            groups: their distinct ballots, none of which has spent everything.
        """
        tally = self.tallies.of(place, groups)
        paid = tally.points[self.bought].astype(np.int64).tolist()
        return tally.people * self.share.numerator * self.rescaled - self.prices.dot(paid)

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
        supporters = price.supporters
        # Nothing for the poor; and where floats couldn't tell, a difference might be negative.
        left = np.maximum(price.rest, 0.0)
        for spot, own in zip(price.close.tolist(), price.close_left, strict=True):
            rest = own * price.stake - price.need * int(supporters.points[spot])
            left[spot] = max(rest, 0) / (whole * price.stake)
        self.floats[supporters.groups] = left
        self.bought.append(price.place)
        return Purchase(price.place, exact, price.paid_in_full)
