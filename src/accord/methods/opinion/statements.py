"""What a statement tells: who it stands for, what unites and what divides.

All is worked out from whole counts. Values to look at are floats; whatever decides, whether a
statement counts as telling and which comes first, is decided in whole numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from accord.methods.audit import Tie
from accord.methods.opinion.counts import Counts, Whole

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]

SURE = Fraction(12816, 10000)  # one-sided test at 90 %: of ten chance findings one passes
SURE_SQUARED = SURE**2
MOST = 5  # statements that stand for a group
MARGIN = 1e-6  # nearer to a threshold than this, fractions decide
CLOSE = 1e-9  # scores nearer than this, relative to the larger, are compared as fractions
ON_A_TIE = "lower place of the statement"


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


@dataclass(frozen=True, kw_only=True)
class Pick:
    """A statement that stands for a group.

    Attributes:
        statement: its place.
        agrees: whether the group agrees with it, or disagrees.
        said, seen: people of the group who say so, and who voted on it.
        is_telling: whether both tests are passed; if not, it is only the best there is.
    """

    statement: int
    agrees: bool
    said: int
    seen: int
    is_telling: bool


def agreeing(counts: Counts) -> Shares:
    return Shares(said=counts.agreed, seen=counts.voted)


def disagreeing(counts: Counts) -> Shares:
    return Shares(said=counts.disagreed, seen=counts.voted)


def picks(counts: Counts, group: int, *, only: Flags | None = None) -> tuple[list[Pick], list[Tie]]:
    """The statements that tell a group from the others, the most telling first; at most five.

    A statement stands for a group when most of it say so and more than elsewhere, each at 90 %.
    Of agreeing and disagreeing the stronger is told. Where nothing passes, what is nearest to
    passing both is shown, and marked, so that every group has a face; nothing where nobody of the
    group voted.

    Args:
        counts: from `count_votes`.
        group: which one.
        only: (statements,), True for those that may be picked; without it, all.

    Returns:
        The picks, and the ties met between them.

    Source: Small et al. (2021), "Polis", RECERCA 26(2); red-dwarf for the formulas. Its rule for
    the first place ("best agree") is left out here: the order is by weight alone.
    """
    counts.check_group(group)
    sides = ((True, agreeing(counts)), (False, disagreeing(counts)))
    open_ = counts.voted[group] > 0
    if only is not None:
        open_ &= only
    found = [best_side(sides, group, place) for place in candidates(sides, group, open_)]
    telling = [each for each in found if each[0].is_telling]
    ranked = sorted(telling or found, key=lambda each: (-each[0].strength, each[1]))
    chosen = ranked[: MOST if telling else 1]
    rows = [
        Pick(
            statement=place,
            agrees=agrees,
            said=told.said,
            seen=told.seen,
            is_telling=told.is_telling,
        )
        for told, place, agrees in chosen
    ]
    return rows, ties_between(ranked, len(chosen), group)


def candidates(sides: Sequence[tuple[bool, Shares]], group: int, open_: Flags) -> list[int]:
    """Places that fractions must look at: those that may tell, else all that are open.

    Floats leave out what can't pass, and what weighs clearly less than five that surely pass.
    """
    size = sides[0][1].seen.shape[1]
    may_pass, weight, sure = np.zeros(size, bool), np.zeros(size), np.zeros(size, bool)
    for _agrees, shares in sides:
        certainty, difference = shares.certainty[group], shares.difference[group]
        least = np.where(open_, np.minimum(certainty, difference), -np.inf)
        passes = least > float(SURE) - MARGIN
        own = shares.ratio[group] * difference * shares.share[group] * certainty
        may_pass |= passes
        weight = np.where(passes, np.maximum(weight, own), weight)
        sure |= least > float(SURE) + MARGIN
    if sure.sum() > MOST:
        fifth = np.sort(weight[sure])[-MOST]
        may_pass &= weight >= fifth * (1 - MARGIN)
    places = np.flatnonzero(may_pass).tolist()
    cells = [shares.told(group, place) for _agrees, shares in sides for place in places]
    if not any(cell.is_telling for cell in cells):
        places = np.flatnonzero(open_).tolist()
    return list(places)


Found: TypeAlias = tuple[Told, int, bool]


def best_side(sides: Sequence[tuple[bool, Shares]], group: int, statement: int) -> Found:
    """Agreeing or disagreeing, whichever is stronger; agreeing where both are as strong."""
    both = [(shares.told(group, statement), statement, agrees) for agrees, shares in sides]
    return max(both, key=lambda each: (each[0].is_telling, each[0].strength, each[2]))


def ties_between(ranked: Sequence[Found], taken: int, group: int) -> list[Tie]:
    """Neighbours of equal strength, as far as their order was asked for."""
    return [
        Tie(
            where=f"group {group}, place {place + 1}",
            between=(str(first[1]), str(second[1])),
            taken=str(first[1]),
            broken_by=ON_A_TIE,
        )
        for place, (first, second) in enumerate(pairwise(ranked))
        if place < taken and first[0].strength == second[0].strength
    ]


def group_consensus(counts: Counts, *, agree: bool = True) -> Floats:
    """How likely all groups are to agree with each statement, however large they are.

    The product over groups of (said + 1) / (seen + 2): one group that disagrees pulls it down.

    Returns:
        (statements,), each between 0 and 1; 1 where there is no group.

    Source: Small et al. (2021), as above.
    """
    shares = agreeing(counts) if agree else disagreeing(counts)
    product: Floats = np.prod(shares.share, axis=0)
    return product


def consensus_order(counts: Counts, *, agree: bool = True) -> list[int]:
    """Places of statements, the most united first; decided in fractions, ties by place.

    Floats sort them; where two are too close for floats, fractions decide.
    """
    shares = agreeing(counts) if agree else disagreeing(counts)
    scores = group_consensus(counts, agree=agree)
    order = np.argsort(-scores, kind="stable").tolist()
    return settled(order, scores, lambda place: exact_product(shares, place))


def settled(order: Sequence[int], scores: Floats, exact: Callable[[int], Fraction]) -> list[int]:
    """An order by floats, with those too close for floats put right by fractions, then place."""
    result: list[int] = []
    together: list[int] = []
    for place in [*order, None]:
        if together and (
            place is None or scores[together[-1]] - scores[place] > CLOSE * scores[together[-1]]
        ):
            alone = len(together) == 1
            result += together if alone else sorted(together, key=lambda at: (-exact(at), at))
            together = []
        if place is not None:
            together.append(place)
    return result


def exact_product(shares: Shares, statement: int) -> Fraction:
    product = Fraction(1)
    for said, seen in zip(
        shares.said[:, statement].tolist(), shares.seen[:, statement].tolist(), strict=True
    ):
        product *= Fraction(said + 1, seen + 2)
    return product


def division(counts: Counts) -> Floats:
    """How far groups stand apart on each statement: the widest gap between two groups' balances.

    A group's balance is (agreed - disagreed) / (voted + 2), between -1 and 1.

    Returns:
        (statements,), from 0, all alike, to nearly 2; 0 with fewer than two groups.
    """
    if counts.groups < 2:
        return np.zeros(counts.by_sign.shape[2])
    balance = (counts.agreed - counts.disagreed) / (counts.voted + 2)
    gap: Floats = balance.max(axis=0) - balance.min(axis=0)
    return gap


def division_order(counts: Counts) -> list[int]:
    """Places of statements, the most divisive first; decided in fractions, ties by place."""
    gaps = division(counts)
    order = np.argsort(-gaps, kind="stable").tolist()

    def exact(place: int) -> Fraction:
        agreed, disagreed = counts.agreed[:, place].tolist(), counts.disagreed[:, place].tolist()
        voted = counts.voted[:, place].tolist()
        balances = [
            Fraction(yes - no, seen + 2)
            for yes, no, seen in zip(agreed, disagreed, voted, strict=True)
        ]
        return max(balances, default=Fraction(0)) - min(balances, default=Fraction(0))

    return settled(order, gaps, exact)


def bridging(counts: Counts, *, agree: bool = True) -> Floats:
    """How far the group that goes along least goes along: what bridges reaches all of them.

    The lowest share, (said + 1) / (seen + 2), that any group has. Other than the product of
    `group_consensus` it doesn't fall with the number of groups, and no group makes up for another.

    Returns:
        (statements,), each between 0 and 1; 1 where there is no group.

    Source: own, after the maximin welfare of social choice: what is best for the worst off.
    """
    shares = agreeing(counts) if agree else disagreeing(counts)
    least: Floats = shares.share.min(axis=0, initial=1.0)
    return least


def bridging_order(counts: Counts, *, agree: bool = True) -> list[int]:
    """Places of statements, what bridges most first; decided in fractions, ties by place."""
    shares = agreeing(counts) if agree else disagreeing(counts)
    least = bridging(counts, agree=agree)
    order = np.argsort(-least, kind="stable").tolist()
    groups = range(counts.groups)
    return settled(
        order, least, lambda place: min(shares.told(each, place).share for each in groups)
    )


def majority(counts: Counts, *, agree: bool = True) -> list[int]:
    """Places of statements that most people surely say yes (or no) to, the surest first.

    Everybody counts, those without a group too. A statement is in when more than half say so, at
    90 %; the order is by share × certainty, ties by place.
    """
    everybody = counts.of_everybody()
    shares = agreeing(everybody) if agree else disagreeing(everybody)
    certainty = shares.certainty[0]
    is_sure = certainty > float(SURE)
    for place in np.flatnonzero(np.abs(certainty - float(SURE)) <= MARGIN).tolist():
        is_sure[place] = shares.told(0, place).certainty_squared > SURE_SQUARED
    weights = np.where(is_sure, shares.share[0] * certainty, 0.0)
    order = np.argsort(-weights, kind="stable")[: np.count_nonzero(is_sure)].tolist()

    def exact(place: int) -> Fraction:
        told = shares.told(0, place)
        return told.share**2 * told.certainty_squared

    return settled(order, weights, exact)


def priority(counts: Counts, extremity: Floats, *, without: Flags | None = None) -> Floats:
    """How much is learnt by asking one more person about each statement.

    ((1 - passed) (1 + extremity) agreed (1 + 8 · 2^(-seen / 5)))², shares as (n + 1) / (seen + 2):
    new statements come early, those that many pass on come late.

    Args:
        counts: of all groups.
        extremity: (statements,), how far the statement pulls people apart on the map, not negative.
        without: (statements,), True for those moderated out: nobody is asked about them.

    Returns:
        (statements,), positive, 0 where moderated out; draw in proportion to it among those a
        person hasn't seen.

    Raises:
        ValueError: if there isn't an extremity for each statement, or one isn't 0 or more.

    Source: Small et al. (2021), as above; the numbers are those of Polis' own code as reported.
    Polis' fixed priority of statements about the conversation itself is left out.
    """
    if extremity.shape != (counts.by_sign.shape[2],) or not (extremity >= 0).all():
        raise ValueError("extremity is a number from 0 on for each statement")
    passed, agreed, _disagreed = counts.by_sign.sum(axis=1)
    seen = counts.by_sign.sum(axis=(0, 1))
    worth = (1 - (passed + 1) / (seen + 2)) * (1 + extremity) * (agreed + 1) / (seen + 2)
    found: Floats = (worth * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    return found if without is None else np.where(without, 0.0, found)


def next_statement(
    priorities: Floats, *, unseen: npt.NDArray[np.bool_], rng: np.random.Generator
) -> int | None:
    """Draw what to ask next, in proportion to priority; None when nothing is left to ask.

    Raises:
        ValueError: if the two differ in length.
    """
    if unseen.shape != priorities.shape:
        raise ValueError(f"{len(priorities)} priorities, but {unseen.shape} marks")
    places = np.flatnonzero(unseen & (priorities > 0))
    if not len(places):
        return None
    edges = np.cumsum(priorities[places])
    at = np.searchsorted(edges, rng.random() * edges[-1], side="right")
    return int(places[min(at, len(places) - 1)])
