"""What unites, bridges and divides groups, and what most people say.

Orders are by floats, and by fractions where floats are too close.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from accord.methods.opinion.counts import Counts
from accord.methods.opinion.shares import (
    MARGIN,
    SURE,
    SURE_SQUARED,
    Floats,
    Shares,
    agreeing,
    disagreeing,
)

CLOSE = 1e-9  # scores nearer than this, relative to the larger, are compared as fractions


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
