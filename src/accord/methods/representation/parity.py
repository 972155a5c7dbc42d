"""How a group's share among participants compares with its share of the population."""

from collections.abc import Sequence
from fractions import Fraction
from math import exp, floor, log, sqrt
from typing import Literal, TypeAlias

from scipy.special import gammaln

Position: TypeAlias = Literal["under", "over", "near", "unknown"]

# 95 % of a normal distribution lie within so many standard deviations. A fraction, so that who
# counts as "under" is decided without rounding.
DEVIATIONS = Fraction("1.959964")


def parity_ratio(*, count: int, people: int, share: Fraction) -> Fraction | None:
    """Say how much of its fair part a group has: 1 is just its part, 0.5 is half of it.

    Args:
        count: participants of the group.
        people: participants whose answer is known, at least `count`.
        share: of the group in the population, 0 to 1.

    Returns:
        (count / people) / share, exact; None if nobody answered or the group isn't in the
        population, for then no ratio means anything.

    Raises:
        ValueError: if the numbers can't be.

    Source: the ratio is the "disparity" or "representation" ratio of many census offices; the
    definition above is the whole of it.
    """
    if not 0 <= count <= people or not 0 <= share <= 1:
        raise ValueError(f"{count} of {people} people, share {share}: can't be")
    if people == 0 or share == 0:
        return None
    return Fraction(count, people) / share


def share_interval(*, count: int, people: int) -> tuple[float, float]:
    """Say how far a share could be from what is seen, had people been drawn by lot (Wilson, 95 %).

    They weren't: participants choose themselves. So this tells how much of a difference is noise
    of small numbers, and nothing about who never came.

    Args:
        count: people of the group.
        people: all whose answer is known.

    Returns:
        Lower and upper end, each 0 to 1; (0, 1) if nobody answered.

    Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    JASA 22; without continuity correction.
    """
    if not 0 <= count <= people:
        raise ValueError(f"{count} of {people} people: can't be")
    if people == 0:
        return 0.0, 1.0
    z = float(DEVIATIONS)
    seen = count / people
    middle = seen + z * z / (2 * people)
    half = z * sqrt(seen * (1 - seen) / people + z * z / (4 * people * people))
    scale = 1 + z * z / people
    # At the ends the formula gives exactly 0 and 1, but floats don't.
    low = 0.0 if count == 0 else max(0.0, (middle - half) / scale)
    high = 1.0 if count == people else min(1.0, (middle + half) / scale)
    return low, high


def position(*, at_least: int, at_most: int, people: int, share: Fraction) -> Position:
    """Tell whether a group is clearly under or over its part, or not told apart from it.

    The same as asking whether the population's share lies outside the Wilson interval, but in
    whole numbers: |count - people x share| against z x sqrt(people x share x (1 - share)).

    Args:
        at_least: participants of the group, as far as shown.
        at_most: the same from above; equal to `at_least` if the count is shown.
        people: all whose answer is known.
        share: of the group in the population.

    Returns:
        "under", "over" or "near" if every count that it could be says so; else "unknown", as where
        nobody answered or nothing is shown.
    """
    if at_most >= people and not at_least:
        return "unknown"
    low, high = (told_apart(count, people, share) for count in (at_least, at_most))
    return low if low == high else "unknown"


def told_apart(count: int, people: int, share: Fraction) -> Position:
    expected = people * share
    noise = DEVIATIONS**2 * people * share * (1 - share)
    if (count - expected) ** 2 <= noise:
        return "near"
    return "under" if count < expected else "over"


def dissimilarity(counts: Sequence[int], shares: Sequence[Fraction]) -> Fraction | None:
    """Say which part of the participants would have to be someone else to match the population.

    Half the sum of |share among participants - share of population|.

    Args:
        counts: participants by group.
        shares: of the population by group; they add up to 1.

    Returns:
        0 (the same) to 1 (nothing in common), exact; None if nobody answered.

    Raises:
        ValueError: if the lengths differ.

    Source: Duncan and Duncan (1955), "A methodological analysis of segregation indexes",
    American Sociological Review 20(2), with the population in place of the second group.
    """
    people = sum(counts)
    if not people:
        return None
    gaps = [
        abs(Fraction(count, people) - share) for count, share in zip(counts, shares, strict=True)
    ]
    return sum(gaps, Fraction(0)) / 2


def dissimilarity_by_chance(people: int, shares: Sequence[Fraction]) -> float | None:
    """Say how dissimilar a fair draw of as many people would be, on average.

    Small groups never match exactly. A dissimilarity near this one says nothing.

    Args:
        people: drawn, with replacement.
        shares: of the population.

    Returns:
        0 to 1; None for nobody.

    Source: de Moivre's formula for the mean absolute deviation of a binomial count, as in Diaconis
    and Zabell (1991), "Closed form summation for classical distributions", Statistical Science 6.
    """
    if not people:
        return None
    return sum(mean_deviation(people, float(share)) for share in shares) / (2 * people)


def mean_deviation(people: int, share: float) -> float:
    """How far a binomial count is from its mean, on average, in people."""
    if share in {0.0, 1.0}:
        return 0.0
    above = min(people, floor(people * share) + 1)  # the first count above the mean
    ways = gammaln(people + 1) - gammaln(above + 1) - gammaln(people - above + 1)
    logs = float(ways) + above * log(share) + (people - above + 1) * log(1 - share)
    return 2 * above * exp(logs)
