"""The R-indicator: how evenly people of all groups came, in one number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from accord.methods.representation.people import UNKNOWN, People, Side

Estimator: TypeAlias = Literal["cells", "margins"]

LOW_RATE = Fraction(1, 10)

NO_SIZE = (
    "Only shares of the population are known, not how many people it has: no R. "
    "The variation says the same without it."
)
RARE = (
    "{rate:.2%} of the population took part. R is near 1 whenever few take part, "
    "however uneven they are: read the variation."
)
TOO_MANY = (
    "In some group more would have taken part than the population has: no R. "
    "Correct the population."
)
FROM_MARGINS = (
    "From margins only: supposes that the chance to take part is a product of one factor for each "
    "attribute, and that those who left an answer out came as evenly as those who gave all."
)
APART = (
    "Estimated as if attributes had nothing to do with each other, for some crossed groups are too "
    "small to be used."
)
UNKNOWN_ANSWERS = (
    "{unknown} of {people} gave no answer and are taken to have come as the others did."
)
NOT_WEIGHTED = "Without weights that meet all margins there is no joint number."


@dataclass(frozen=True)
class Indicator:
    """How much the chance to take part varies.

    Attributes:
        estimator: "cells" from groups counted in both, without a model; "margins" from weights.
        r: 1 - 2 x standard deviation of the chances; 1 is even, below is less so; or None.
        variation: standard deviation / mean of the chances, 0 or more; needs no population size.
        rate: share of the population that took part, or None if its size isn't known.
        caveats: sentences to show with it.
    """

    estimator: Estimator
    r: float | None
    variation: float | None
    rate: Fraction | None
    caveats: tuple[str, ...]


def from_cells(
    counts: Sequence[int], shares: Sequence[Fraction], size: int | None, *, unknown: int = 0
) -> Indicator:
    """Measure from groups whose people are counted on both sides, with no model in between.

    The chance of group h to take part is n_h / N_h. The variance over the population is the sum of
    (N_h / N) x (chance_h - mean)². In shares p of participants and q of the population, the
    variation squared is the sum of (p - q)² / q: chi-square by the number of people.

    Groups may be cells of several attributes crossed. It sees differences between groups only,
    none inside them; so fewer groups never give a higher variation, nor a lower R. People without
    an answer took part too: they count for the rate, and are taken to be spread as the others.

    Args:
        counts: participants by group.
        shares: of the population by group, adding up to 1.
        size: people in the population, or None.
        unknown: participants without an answer.

    Returns:
        The indicator; without `variation` where someone is in a group that has no population.

    Raises:
        ValueError: if the lengths differ.

    Source: Schouten, Cobben and Bethlehem (2009), "Indicators for the representativeness of survey
    response", Survey Methodology 35(1), with N in place of N - 1; without their correction for
    small samples (with k groups a draw by lot has a variation of about sqrt((k - 1) / people)).
    """
    people = sum(counts)
    pairs = list(zip(counts, shares, strict=True))
    if not people or any(count and not share for count, share in pairs):
        return Indicator("cells", None, None, None, ())
    squared = sum(
        ((Fraction(count, people) - share) ** 2 / share for count, share in pairs if share),
        Fraction(0),
    )
    most = max(Fraction(count, people) / share for count, share in pairs if share)
    found = finish("cells", sqrt(squared), people + unknown, size, most)
    if not unknown:
        return found
    said = UNKNOWN_ANSWERS.format(unknown=unknown, people=people + unknown)
    return replace(found, caveats=(*found.caveats, said))


def from_weights(weights: npt.NDArray[np.float64], people: People, size: int | None) -> Indicator:
    """Measure over all attributes at once, where only their margins are known.

    Raked weights are taken as one by the chance to take part: chance_i is in proportion to
    1 / weight_i. Those who answered everything stand for the population, each for weight_i of it,
    so variation² = (sum of weight_i) x (sum of 1 / weight_i) / (how many they are)² - 1. For a
    single attribute this is exactly `from_cells`.

    Args:
        weights: (rows,), untrimmed, meeting all margins.
        people: (rows, attributes), whose weights they are.
        size: people in the population, or None.

    Returns:
        The indicator, with what it supposes as its first caveat; without numbers where nobody
        answered everything.

    Source: own derivation from the definition in Schouten, Cobben and Bethlehem (2009), with
    propensities from raking; Bianchi et al. (2019), "Estimating response propensities in
    nonresponse surveys using population-level information", JSSAM 7(4), do it by a linear model.
    """
    has_all = (people.codes != UNKNOWN).all(axis=1)
    counts, weights = people.counts[has_all], weights[has_all]
    known = int(counts.sum())
    if not known:
        return Indicator("margins", None, None, None, (FROM_MARGINS,))
    mean = float(weights @ counts) / known
    squared = max(0.0, mean * float((counts / weights).sum()) / known - 1)
    most = mean / float(weights.min())
    return finish("margins", sqrt(squared), people.total, size, most)


def from_margins(sides: Sequence[Side], size: int | None) -> Indicator:
    """Estimate the same without crossing anybody, as if attributes were independent.

    Then the mean of the squared chances is the product over attributes of the sum of p² / q, with
    p the shares among those who answered and q those of the population.

    Args:
        sides: attributes of the same participants; whoever is in the population took part.
        size: people in the population, or None.

    Returns:
        As `from_weights`; for a single attribute the same.

    Source: own derivation, as for `from_weights`.
    """
    if not all(any(each.counts) for each in sides):
        return Indicator("margins", None, None, None, (FROM_MARGINS, APART))
    squared, most = Fraction(1), Fraction(1)
    for each in sides:
        known = sum(each.counts)
        pairs = [
            (Fraction(count, known), share)
            for count, share in zip(each.counts, each.shares, strict=True)
            if count
        ]
        squared *= sum((seen**2 / share for seen, share in pairs), Fraction(0))
        most *= max(seen / share for seen, share in pairs)
    people = sum(sides[0].counts) + sides[0].unknown
    found = finish("margins", sqrt(squared - 1), people, size, float(most))
    first, *others = found.caveats
    return replace(found, caveats=(first, APART, *others))


def finish(
    estimator: Estimator, variation: float, people: int, size: int | None, most: Fraction | float
) -> Indicator:
    """Make the indicator; `most` is the highest chance by the mean of all chances."""
    caveats = [FROM_MARGINS] if estimator == "margins" else []
    if size is None:
        return Indicator(estimator, None, variation, None, (*caveats, NO_SIZE))
    rate = Fraction(people, size)
    if rate * Fraction(most) > 1:
        return Indicator(estimator, None, variation, rate, (*caveats, TOO_MANY))
    if rate < LOW_RATE:
        caveats.append(RARE.format(rate=float(rate)))
    return Indicator(estimator, 1 - 2 * float(rate) * variation, variation, rate, tuple(caveats))
