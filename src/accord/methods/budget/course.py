"""What a run of Equal Shares leaves to the next one, in which everybody has a little more.

What a voter has left is the share less the prices of what was bought and the voter supports, or
nothing: in whatever order it was bought. So take a moment of the last run at which nothing had been
bought that isn't bought by now. Nobody has more now than then by more than what the share has
grown, and what each of those projects that they support has become cheaper.

A bound on a price comes from a split of its supporters into some who give all they have and
others who pay the same per point: what they give together is at most what the first have plus
price × points of the others. Whatever split it is, the first have at most so much more as all
supporters together have more, and as the most that anybody has more × their number. So the bound
falls by the less of these, divided by the points of the others, and needn't be made anew.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from accord.methods.budget.ballots import Election
from accord.methods.budget.purses import SLACK, Purchase
from accord.methods.budget.tallies import Tallies


class Bound(NamedTuple):
    """What a price per point isn't below.

    Attributes:
        low: the bound.
        givers: people who could give all they have.
        stake: points of the others, who pay the same per point.
    """

    low: float
    givers: float
    stake: float


@dataclass(eq=False)
class Round:
    """What was found out in one round.

    Attributes:
        bounds: of prices, by place.
        missing: by place: money that supporters were short of, at least.
        bought: None in the last round.
    """

    bounds: dict[int, Bound] = field(default_factory=dict)
    missing: dict[int, float] = field(default_factory=dict)
    bought: Purchase | None = None


class Course:
    """The rounds of a run, beside those of the last one.

    Args:
        election: to count.
        past: rounds of a run with a smaller share; none for the first run.
        gain: how much larger the share is now, exactly or rounded up.
        tallies: of other runs, if there were any.

    Attributes:
        rounds: of this run; the last one is on its way.
        prices: of what was bought so far, by place.
    """

    def __init__(
        self,
        election: Election,
        past: tuple[Round, ...] = (),
        gain: float = 0.0,
        tallies: Tallies | None = None,
    ) -> None:
        self.election = election
        self.tallies = tallies or Tallies(election)
        self.past = past
        self.gain = gain
        # By project, what all its supporters together have more.
        self.gains = gain * np.array(election.supporters, np.float64)
        self.reached = 0  # the last state of the past in which nothing was bought that isn't now
        self.rounds = [Round()]
        self.prices: dict[int, float] = {}
        self.recall()

    def after(self, gain: float) -> "Course":
        """The course of a run with a share that is larger by `gain`."""
        return Course(self.election, tuple(self.rounds), gain, self.tallies)

    @property
    def now(self) -> Round:
        return self.rounds[-1]

    @property
    def then(self) -> Purchase | None:
        """What was bought next, when everyone had less."""
        return self.past[self.reached].bought if self.reached < len(self.past) else None

    @property
    def expected(self) -> int | None:
        """The project that is likely to be bought now."""
        return self.then.place if self.then else None

    def recall(self) -> None:
        """Add to this round what still holds of the last run's."""
        if self.reached == len(self.past):
            return
        past, now = self.past[self.reached], self.now
        gains, gain = self.gains.tolist(), self.gain
        for place, (low, givers, stake) in past.bounds.items():
            more = min(gains[place], gain * givers) * (1 + SLACK)
            now.bounds[place] = Bound((low - more / stake) * (1 - SLACK), givers, stake)
        for place, missing in past.missing.items():
            if missing > gains[place] * (1 + SLACK):
                now.missing[place] = (missing - gains[place]) * (1 - SLACK)

    def buy(self, purchase: Purchase) -> None:
        """End the round and begin the next."""
        self.now.bought = purchase
        self.prices[purchase.place] = float(purchase.price)
        self.rounds.append(Round())
        while (then := self.then) and then.place in self.prices:
            was, now = float(then.price), self.prices[then.place]
            fallen = max(0.0, was - now) + SLACK * was
            self.gains += fallen * self.election.shared_points[:, then.place]
            self.gain += fallen * self.election.most_points[then.place] * (1 + SLACK)
            self.reached += 1
            self.recall()
