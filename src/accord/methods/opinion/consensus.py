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
    Flags,
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

    Source: Small et al. (2021), "Polis", RECERCA 26(2).
    """
    shares = agreeing(counts) if agree else disagreeing(counts)
    product: Floats = np.prod(shares.share, axis=0)
    return product


def consensus_order(
    counts: Counts, *, agree: bool = True, only: Flags | None = None, most: int | None = None
) -> list[int]:
    """Places of statements, the most united first; see `ranked`."""
    shares = agreeing(counts) if agree else disagreeing(counts)
    scores = group_consensus(counts, agree=agree)
    return ranked(scores, lambda place: exact_product(shares, place), only=only, most=most)


def ranked(
    scores: Floats,
    exact: Callable[[int], Fraction],
    *,
    only: Flags | None,
    most: int | None,
) -> list[int]:
    """Order statements by a score, the highest first.

    Floats sort them; where two are too close for floats, fractions decide, then the place.

    Args:
        scores: (statements,), not negative.
        exact: the same of one statement, as a fraction.
        only: (statements,), True for those to be ordered; without it, all.
        most: so many of the first; without it, all.
    """
    order = np.argsort(-scores, kind="stable")
    if only is not None:
        order = order[only[order]]
    return settled(order.tolist(), scores.tolist(), exact, most)[:most]


def settled(
    order: Sequence[int],
    scores: Sequence[float],
    exact: Callable[[int], Fraction],
    enough: int | None = None,
) -> list[int]:
    """An order by floats, with those too close for floats put right by fractions, then place.

    Ends where there are enough.
    """
    result: list[int] = []
    together: list[int] = []
    for place in [*order, None]:
        if together and (
            place is None or scores[together[-1]] - scores[place] > CLOSE * scores[together[-1]]
        ):
            alone = len(together) == 1
            result += together if alone else sorted(together, key=lambda at: (-exact(at), at))
            together = []
            if enough is not None and len(result) >= enough:
                break
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


def division_order(
    counts: Counts, *, only: Flags | None = None, most: int | None = None
) -> list[int]:
    """Places of statements, the most divisive first; see `ranked`."""

    def exact(place: int) -> Fraction:
        agreed, disagreed = counts.agreed[:, place].tolist(), counts.disagreed[:, place].tolist()
        voted = counts.voted[:, place].tolist()
        balances = [
            Fraction(yes - no, seen + 2)
            for yes, no, seen in zip(agreed, disagreed, voted, strict=True)
        ]
        return max(balances, default=Fraction(0)) - min(balances, default=Fraction(0))

    return ranked(division(counts), exact, only=only, most=most)


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


def bridging_order(
    counts: Counts, *, agree: bool = True, only: Flags | None = None, most: int | None = None
) -> list[int]:
    """Places of statements, what bridges most first; see `ranked`."""
    shares = agreeing(counts) if agree else disagreeing(counts)
    groups = range(counts.groups)
    return ranked(
        bridging(counts, agree=agree),
        lambda place: min(shares.told(each, place).share for each in groups),
        only=only,
        most=most,
    )


def majority(
    counts: Counts, *, agree: bool = True, only: Flags | None = None, most: int | None = None
) -> list[int]:
    """Places of statements that most people surely say yes (or no) to, the surest first.

    Everybody counts, those without a group too. A statement is in when more than half say so, at
    90 %; the order is by share × certainty; see `ranked`.
    """
    everybody = counts.of_everybody()
    shares = agreeing(everybody) if agree else disagreeing(everybody)
    certainty = shares.certainty[0]
    is_sure = certainty > float(SURE)
    for place in np.flatnonzero(np.abs(certainty - float(SURE)) <= MARGIN).tolist():
        is_sure[place] = shares.told(0, place).certainty_squared > SURE_SQUARED
    weights = np.where(is_sure, shares.share[0] * certainty, 0.0)
    if only is not None:
        is_sure &= only

    def exact(place: int) -> Fraction:
        told = shares.told(0, place)
        return told.share**2 * told.certainty_squared

    return ranked(weights, exact, only=is_sure, most=most)
