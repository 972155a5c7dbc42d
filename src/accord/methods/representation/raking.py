"""Weights that make participants look like the population, and what they cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from accord.methods.representation.people import UNKNOWN, Counts, People, Side, merge

Weights: TypeAlias = npt.NDArray[np.float64]

CAP = 5.0
SWEEPS = 1000
TOLERANCE = 1e-9
SETTLED = 1e-9  # weights that change by no more in a round stay as they are
# Where margins contradict each other some weights go towards 0: dividing by less overflows.
LEAST = 1e-100


class EmptyGroup(ValueError):
    """No weight can speak for a group that nobody came from."""

    def __init__(self, attribute: int, value: int, message: str) -> None:
        super().__init__(message)
        self.attribute = attribute
        self.value = value


@dataclass(frozen=True)
class Raking:
    """Weights, and whether they do what was asked.

    Attributes:
        weights: (rows,), by person of a row, with a mean of 1 over people, none above the cap.
        untrimmed: (rows,), the same before trimming.
        converged: whether the untrimmed weights meet every margin within the tolerance.
        sweeps: rounds over all attributes that raking took.
        gap: largest difference between a weighted share and its target that is left in `weights`.
        trimmed: people whose weight is at the cap.
        effective: Kish's effective sample size: as many people drawn evenly would tell as much.
    """

    weights: Weights
    untrimmed: Weights
    converged: bool
    sweeps: int
    gap: float
    trimmed: int
    effective: float


def rake(
    people: People,
    shares: Sequence[Sequence[Fraction]],
    *,
    cap: float | None = CAP,
    sweeps: int = SWEEPS,
    tolerance: float = TOLERANCE,
) -> Raking:
    """Weight participants so that each attribute is spread as in the population.

    Raking (iterative proportional fitting): multiply the weights of each group by what it lacks,
    attribute after attribute, until nothing changes. It supposes that those who came speak for
    those of their groups who didn't; no weighting can check that.

    People without an answer in an attribute are kept: together they keep the part they have, and
    the others are fitted to the population among themselves.

    Trimming: weights above the cap are cut to it and the others raised in proportion so that the
    mean is 1 again, in turn with further sweeps. Margins are then missed by `gap`.

    Args:
        people: (rows, attributes).
        shares: by attribute the population's share of each value; each adds up to 1.
        cap: highest weight, as a multiple of the mean weight 1; above 1, or None for no trimming.
        sweeps: most rounds, both for raking and for trimming; at least 1.
        tolerance: largest difference in a share that counts as met.

    Returns:
        The weights. Look at `converged` before using them.

    Raises:
        EmptyGroup: if a group of the population has no participant, or participants are in a group
            without population: no weights can do that.
        ValueError: if the shapes, cap or sweeps can't be.

    Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11(4); Kish (1965),
    "Survey Sampling"; trimming in turn with raking as in DeBell and Krosnick (2009), ANES report
    nes012427 (their cap, too, is 5).
    """
    if people.codes.shape[1] != len(shares) or not shares:
        raise ValueError(f"{people.codes.shape[1]} attributes in people, {len(shares)} in shares")
    if (cap is not None and not cap > 1) or sweeps < 1:
        raise ValueError(f"the cap is {cap} and sweeps are {sweeps}: give above 1, and 1 or more")
    kinds, where = merge(people)
    margins = [margin(kinds, place, wanted) for place, wanted in enumerate(shares)]
    counts = kinds.counts.astype(np.float64)
    raked = np.ones(len(counts))
    gap, used = largest_gap(raked, counts, margins), 0
    while gap > tolerance and used < sweeps:
        raked = sweep(raked, counts, margins)
        gap, used = largest_gap(raked, counts, margins), used + 1
    weights = trim(raked, counts, margins, cap, sweeps)
    at_cap = np.zeros(len(counts), bool) if cap is None else weights >= cap * (1 - 1e-12)
    return Raking(
        weights=weights[where],
        untrimmed=raked[where],
        converged=gap <= tolerance,
        sweeps=used,
        gap=largest_gap(weights, counts, margins),
        trimmed=int(kinds.counts[at_cap].sum()),
        effective=effective_size(weights, kinds.counts),
    )


@dataclass(frozen=True)
class Margin:
    """Where each row stands in an attribute, and what its groups should add up to, in shares."""

    codes: npt.NDArray[np.intp]
    wanted: Weights


def margin(kinds: People, place: int, wanted: Sequence[Fraction]) -> Margin:
    """The last group is the people without an answer: it should stay as it is."""
    counts, unknown = kinds.tally(place, len(wanted))
    if sum(wanted) != 1 or min(wanted) < 0:
        raise ValueError(f"shares of attribute {place} add up to {float(sum(wanted))}, not 1")
    known = sum(counts)
    for value, (count, share) in enumerate(zip(counts, wanted, strict=True)):
        if known and bool(count) != bool(share):
            raise EmptyGroup(place, value, refusal(place, value, count, share))
    answered = Fraction(known, kinds.total)
    targets = [*(float(share * answered) for share in wanted), unknown / kinds.total]
    codes = np.where(kinds.codes[:, place] == UNKNOWN, len(wanted), kinds.codes[:, place])
    return Margin(codes.astype(np.intp), np.array(targets))


def refusal(place: int, value: int, count: int, share: Fraction) -> str:
    where = f"attribute {place}, group {value}"
    if count:
        return f"{where}: {count} took part but the population has none. Correct its share."
    return (
        f"{where}: nobody took part, but it is {float(share):.1%} of the population. "
        "Join it with a neighbouring group in both inputs, or leave the attribute out."
    )


def shares_of(weights: Weights, counts: Weights, margin: Margin) -> Weights:
    mass = weights * counts
    sums = np.bincount(margin.codes, weights=mass, minlength=len(margin.wanted))
    shares: Weights = sums / mass.sum()
    return shares


def largest_gap(weights: Weights, counts: Weights, margins: Sequence[Margin]) -> float:
    return max(
        float(np.abs(shares_of(weights, counts, margin) - margin.wanted).max())
        for margin in margins
    )


def sweep(weights: Weights, counts: Weights, margins: Sequence[Margin]) -> Weights:
    """Fit each attribute once, and give back a mean of 1."""
    for margin in margins:
        seen = shares_of(weights, counts, margin)
        # A group with nobody in it wants nobody: checked before.
        factors = np.divide(margin.wanted, seen, out=np.ones_like(seen), where=seen > 0)
        weights = weights * factors[margin.codes]
    scaled: Weights = weights * (counts.sum() / float(weights @ counts))
    return np.maximum(scaled, LEAST)


def trim(
    weights: Weights, counts: Weights, margins: Sequence[Margin], cap: float | None, sweeps: int
) -> Weights:
    """Cut what is above the cap, fit again, and so on, until it stays the same."""
    if cap is None or float(weights.max()) <= cap:
        return weights
    cut = cut_to(weights, counts, cap)
    for _ in range(sweeps):
        again = cut_to(sweep(cut, counts, margins), counts, cap)
        if float(np.abs(again - cut).max()) <= SETTLED:
            break
        cut = again
    return cut


def cut_to(weights: Weights, counts: Weights, cap: float) -> Weights:
    """Scale weights and cut them at the cap: their mean is 1, and all below it keep their ratios.

    With the rows in order of weight, the first of them that fit below the cap share what the
    others, at the cap, leave over.
    """
    order = np.argsort(-weights, kind="stable")
    heavy = np.concatenate([[0.0], np.cumsum(counts[order])[:-1]])  # people before each row
    rest = np.cumsum((weights * counts)[order][::-1])[::-1]  # mass of the row and all after
    scales = (counts.sum() - cap * heavy) / rest
    first = int(np.argmax(weights[order] * scales <= cap))
    cut: Weights = np.minimum(weights * scales[first], cap)
    return cut


def effective_size(weights: Weights, counts: Counts) -> float:
    """Say how many people drawn evenly would tell as much as these weighted ones (Kish).

    (sum of weights)² / sum of squared weights. Equal weights give everyone; one heavy voice among
    many gives little more than one.

    Args:
        weights: (rows,), 0 or more, not all 0.
        counts: (rows,), people each row stands for.

    Returns:
        1 to the number of people.

    Source: Kish (1965), "Survey Sampling", section 11.7.
    """
    return float(weights @ counts) ** 2 / float((weights * weights) @ counts)


def effective_apart(sides: Sequence[Side]) -> float:
    """Estimate what weights cost from margins alone, as if attributes were independent.

    Then a person's weight is the product over attributes of (share of the population) / (share of
    participants) of their group, and so the mean of the squared weights is the product of its
    means. People without an answer have the factor 1, as in `rake`. Nothing is trimmed.

    Args:
        sides: attributes of the same participants; whoever is in the population took part.

    Returns:
        1 to the number of people; for a single attribute just what `rake` without a cap gives.

    Source: own derivation from Kish's formula (`effective_size`).
    """
    squared = Fraction(1)
    for each in sides:
        known = sum(each.counts)
        pairs = zip(each.counts, each.shares, strict=True)
        spread = sum((share**2 * known / count for count, share in pairs if count), Fraction(0))
        squared *= (known * spread + each.unknown) / (known + each.unknown)
    people = sum(sides[0].counts) + sides[0].unknown
    return max(1.0, float(people / squared))
