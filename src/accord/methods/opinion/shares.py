"""How many of each group gave an answer beside all other groups, and how surely.

Values to look at are floats; whatever decides is worked out in fractions (`Told`).
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from accord.methods.opinion.counts import Counts, Whole

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]

SURE = Fraction(12816, 10000)  # one-sided test at 90 %: of ten chance findings one passes
SURE_SQUARED = SURE**2
MARGIN = 1e-6  # nearer to a threshold than this, fractions decide


@dataclass(frozen=True, kw_only=True)
class Shares:
    """One answer (agree or disagree) to each statement, group by group, beside all other groups.

    Attributes:
        said: (groups, statements), people of the group who gave this answer.
        seen: (groups, statements), people of the group who voted at all.
    """

    said: Whole
    seen: Whole

    @cached_property
    def elsewhere(self) -> "Shares":
        """The same of all other groups together."""
        return Shares(
            said=self.said.sum(axis=0) - self.said, seen=self.seen.sum(axis=0) - self.seen
        )

    @property
    def share(self) -> Floats:
        """(groups, statements), (said + 1) / (seen + 2): near a half where few were asked."""
        share: Floats = (self.said + 1) / (self.seen + 2)
        return share

    @property
    def certainty(self) -> Floats:
        """(groups, statements), in standard deviations: how surely more than half say so.

        2 √(seen + 1) ((said + 1) / (seen + 1) - 1/2). One added answer of this kind, none seen
        besides, as Polis has it: another smoothing than that of `share`.
        """
        sure: Floats = 2 * np.sqrt(self.seen + 1) * ((self.said + 1) / (self.seen + 1) - 0.5)
        return sure

    @property
    def ratio(self) -> Floats:
        """(groups, statements), share here over share elsewhere; 1 where all say it alike."""
        ratio: Floats = self.share / self.elsewhere.share
        return ratio

    @property
    def difference(self) -> Floats:
        """(groups, statements), in standard deviations: how surely this group says it more.

        The test of two shares with a common variance, one answer added to either side; 0 where
        everybody gave it.
        """
        other = self.elsewhere
        here = (self.said + 1) / (self.seen + 1)
        there = (other.said + 1) / (other.seen + 1)
        both = (self.said + other.said + 2) / (self.seen + other.seen + 2)
        width = np.sqrt(both * (1 - both) * (1 / (self.seen + 1) + 1 / (other.seen + 1)))
        found: Floats = np.divide(here - there, width, out=np.zeros_like(width), where=both < 1)
        return found

    def told(self, group: int, statement: int) -> "Told":
        """The same four figures of one cell, without rounding."""
        other = self.elsewhere
        cells = (self.said, self.seen, other.said, other.seen)
        return Told(*(int(each[group, statement]) for each in cells))


@dataclass(frozen=True)
class Told:
    """Of one statement and one group: people who gave an answer and who voted, here and elsewhere.

    Square roots stand in both tests, so they are compared by their squares, which are fractions.
    """

    said: int
    seen: int
    said_elsewhere: int
    seen_elsewhere: int

    @cached_property
    def certainty_squared(self) -> Fraction:
        """With the sign of the certainty."""
        over = 2 * self.said + 1 - self.seen
        return Fraction(over * abs(over), self.seen + 1)

    @cached_property
    def difference_squared(self) -> Fraction:
        """With the sign of the difference."""
        here = Fraction(self.said + 1, self.seen + 1)
        there = Fraction(self.said_elsewhere + 1, self.seen_elsewhere + 1)
        both = Fraction(self.said + self.said_elsewhere + 2, self.seen + self.seen_elsewhere + 2)
        if both == 1:
            return Fraction(0)
        width = both * (1 - both)
        width *= Fraction(1, self.seen + 1) + Fraction(1, self.seen_elsewhere + 1)
        return signed_square(here - there) / width

    @property
    def share(self) -> Fraction:
        return Fraction(self.said + 1, self.seen + 2)

    @property
    def ratio(self) -> Fraction:
        return self.share / Fraction(self.said_elsewhere + 1, self.seen_elsewhere + 2)

    @property
    def is_telling(self) -> bool:
        """Most of the group say so, and more than the others do, both surely."""
        return self.surely > SURE_SQUARED

    @cached_property
    def weight(self) -> Fraction:
        """Ratio × difference × share × certainty, squared, with the sign of the certainty."""
        size = (self.ratio * self.share) ** 2
        return self.certainty_squared * abs(self.difference_squared) * size

    @property
    def strength(self) -> Fraction:
        """What it is ranked by: its weight where it tells, else how near it is to telling."""
        return self.weight if self.is_telling else self.surely

    @property
    def surely(self) -> Fraction:
        """The less sure of both tests, squared with its sign."""
        return min(self.certainty_squared, self.difference_squared)


def signed_square(value: Fraction) -> Fraction:
    return value * abs(value)


def agreeing(counts: Counts) -> Shares:
    return Shares(said=counts.agreed, seen=counts.voted)


def disagreeing(counts: Counts) -> Shares:
    return Shares(said=counts.disagreed, seen=counts.voted)
