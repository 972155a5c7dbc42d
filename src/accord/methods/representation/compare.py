"""Compare participants with the population, and show only what may be shown.

What is told of an attribute is calculated from its table after `suppression.protect`, never from
the counts behind it, so nothing hidden can be worked out from a ratio or a test either. Weights
need people crossed by all attributes: `weighting` says what of them may be shown. Only
`Representation.weighting.raking` is for nobody but those who may see each person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import scipy

from accord.methods.audit import Audit, Tie, hash_arrays, hash_bytes
from accord.methods.representation import fit, parity
from accord.methods.representation.fit import Fit, chi_square
from accord.methods.representation.indicator import LOW_RATE, Indicator, from_cells
from accord.methods.representation.linked import LEAST_LARGE, keep_apart
from accord.methods.representation.parity import Position
from accord.methods.representation.people import Attribute, People, Population, merge
from accord.methods.representation.raking import CAP, SETTLED, SWEEPS, TOLERANCE
from accord.methods.representation.suppression import THRESHOLD, Protected, Shown, protect
from accord.methods.representation.weighting import Weighting, weigh

VERSION = "2"
FIRST = "the largest group of the population, then the first in its order"


@dataclass(frozen=True)
class Group:
    """One group of an attribute.

    Attributes:
        value: its name.
        population: its share of the population.
        shown: whether the count is shown, and if not, why.
        count: participants, or None where it isn't shown.
        at_least, at_most: bounds for the count from what is shown.
        parity: its share among those who answered by its share of the population; None where the
            count isn't shown or there is no ratio.
        interval: 95 %, from the lower end for `at_least` to the upper end for `at_most`; or None.
        whoever_unknown: parity if none, and if all, of those without an answer were in it; or None.
        position: "under", "over" or "near" its part, at 95 % by chance alone; or "unknown", where
            nobody answered or what is hidden could be either.
    """

    value: str
    population: Fraction
    shown: Shown
    count: int | None
    at_least: int
    at_most: int
    parity: Fraction | None
    interval: tuple[float, float] | None
    whoever_unknown: tuple[Fraction, Fraction] | None
    position: Position


@dataclass(frozen=True)
class Part:
    """Groups whose sum is known: what all numbers of an attribute are calculated from."""

    values: tuple[str, ...]
    count: int
    population: Fraction


@dataclass(frozen=True)
class Comparison:
    """One attribute.

    Attributes:
        name: of the attribute.
        known, unknown: people who answered and who didn't; together everyone.
        groups: in the order of the population.
        parts: the groups, with hidden ones joined.
        dissimilarity: of the parts, 0 to 1; with groups joined never above the real one.
        by_chance: what a draw by lot of as many people would have on average.
        fit: chi-square of the parts.
        indicator: R-indicator of the parts.
    """

    name: str
    known: int
    unknown: int
    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    dissimilarity: Fraction | None
    by_chance: float | None
    fit: Fit
    indicator: Indicator


@dataclass(frozen=True)
class Representation:
    """Participants against the population.

    Attributes:
        people: who took part.
        threshold: counts below it aren't shown.
        attributes: in the order of the population.
        weighting: over all attributes, with the R-indicator.
        notices: a sentence for each attribute that isn't shown beside another.
        audit: how to derive all this again.
    """

    people: int
    threshold: int
    attributes: tuple[Comparison, ...]
    weighting: Weighting
    notices: tuple[str, ...]
    audit: Audit


def compare(
    people: People,
    population: Population,
    *,
    threshold: int = THRESHOLD,
    cap: float | None = CAP,
    sweeps: int = SWEEPS,
    inputs: Mapping[str, str] | None = None,
) -> Representation:
    """Say for each group how far its part among participants is from its part of the population.

    Args:
        people: (rows, attributes), columns as in the population.
        population: margins of two groups or more each.
        threshold: counts below it are hidden, with what would give them away; below 2 hides none.
        cap: highest weight, as a multiple of the mean; None for no trimming.
        sweeps: most rounds of raking.
        inputs: name and fingerprint of each input, for the audit; else they are taken from the
            arrays, after putting the same people together. Those of the arrays are not to be shown:
            whoever has few tables left to guess finds the right one by trying.

    Returns:
        All that may be shown; exact fractions where something is decided by them.

    Raises:
        ValueError: if the columns don't fit the population, or a parameter can't be.
    """
    if people.codes.shape[1] != len(population.attributes):
        raise ValueError(
            f"people have {people.codes.shape[1]} attributes, "
            f"the population has {len(population.attributes)}"
        )
    merged, _ = merge(people)
    tables = [
        (attribute, *merged.tally(place, len(attribute.values)))
        for place, attribute in enumerate(population.attributes)
    ]
    kept = keep_apart(
        merged,
        population,
        [counts for _, counts, _ in tables],
        [protect(counts, attribute.shares, threshold=threshold) for attribute, counts, _ in tables],
        threshold=threshold,
    )
    return Representation(
        people=merged.total,
        threshold=threshold,
        attributes=tuple(
            comparison(attribute, table, sum(counts), unknown)
            for (attribute, counts, unknown), table in zip(tables, kept.protected, strict=True)
        ),
        weighting=weigh(
            merged, population, kept.protected, threshold=threshold, cap=cap, sweeps=sweeps
        ),
        notices=kept.notices,
        audit=Audit(
            method="representation",
            rule="parity, dissimilarity, chi-square, R-indicator and raking after suppression",
            version=VERSION,
            parameters={"threshold": threshold, "cap": cap, "sweeps": sweeps, **fixed()},
            inputs=fingerprints(merged, population) if inputs is None else inputs,
            ties=tuple(ties(population, kept.protected)),
        ),
    )


def comparison(attribute: Attribute, table: Protected, known: int, unknown: int) -> Comparison:
    parts = tuple(
        Part(
            tuple(attribute.values[place] for place in places),
            count,
            sum((attribute.shares[place] for place in places), Fraction(0)),
        )
        for places, count in zip(table.parts, table.sums, strict=True)
    )
    counts, shares = [part.count for part in parts], [part.population for part in parts]
    is_withheld = len(parts) < 2
    return Comparison(
        name=attribute.name,
        known=known,
        unknown=unknown,
        groups=tuple(
            group(attribute, place, table, known, unknown) for place in range(len(attribute.values))
        ),
        parts=parts,
        dissimilarity=None if is_withheld else parity.dissimilarity(counts, shares),
        by_chance=None if is_withheld else parity.dissimilarity_by_chance(known, shares),
        fit=chi_square(counts, shares, unknown=unknown),
        indicator=(
            Indicator("cells", None, None, None, ())
            if is_withheld
            else from_cells(counts, shares, attribute.size, unknown=unknown)
        ),
    )


def group(attribute: Attribute, place: int, table: Protected, known: int, unknown: int) -> Group:
    share = attribute.shares[place]
    low, high = table.at_least[place], table.at_most[place]
    count = low if table.shown[place] == "shown" else None
    ratio = None if count is None else parity.parity_ratio(count=count, people=known, share=share)
    return Group(
        value=attribute.values[place],
        population=share,
        shown=table.shown[place],
        count=count,
        at_least=low,
        at_most=high,
        parity=ratio,
        interval=interval(low, high, known, share),
        whoever_unknown=whoever_unknown(low, high, known, unknown, share),
        position=parity.position(at_least=low, at_most=high, people=known, share=share),
    )


def interval(low: int, high: int, known: int, share: Fraction) -> tuple[float, float] | None:
    if not share or not known:
        return None
    least, _ = parity.share_interval(count=low, people=known)
    _, most = parity.share_interval(count=min(high, known), people=known)
    return least / float(share), most / float(share)


def whoever_unknown(
    low: int, high: int, known: int, unknown: int, share: Fraction
) -> tuple[Fraction, Fraction] | None:
    """The two ends that parity can have, whatever those without an answer would have said."""
    if not share:
        return None
    everyone = known + unknown
    return (
        Fraction(low, everyone) / share,
        Fraction(min(high, known) + unknown, everyone) / share,
    )


def fixed() -> dict[str, float | str | Fraction]:
    """What no caller can change, but a result depends on."""
    return {
        "tolerance": TOLERANCE,
        "settled": SETTLED,
        "deviations": parity.DEVIATIONS,
        "least_expected": fit.LEAST_EXPECTED,
        "significant": fit.SIGNIFICANT,
        "small_effect": fit.SMALL_EFFECT,
        "low_rate": LOW_RATE,
        "least_large_groups": LEAST_LARGE,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }


def ties(population: Population, protected: Sequence[Protected]) -> Iterator[Tie]:
    """Groups that could equally well have been hidden with small ones; all of them are shown."""
    for attribute, table in zip(population.attributes, protected, strict=True):
        if table.tied:
            names = tuple(attribute.values[place] for place in table.tied)
            where = f"{attribute.name}: which group is hidden with the small ones"
            yield Tie(where=where, between=names, taken=names[0], broken_by=FIRST)


def fingerprints(people: People, population: Population) -> dict[str, str]:
    told = [
        f"{attribute.name}\n{attribute.size}\n"
        + "".join(
            f"{value}\t{share}\n"
            for value, share in zip(attribute.values, attribute.shares, strict=True)
        )
        for attribute in population.attributes
    ]
    return {
        "people": hash_arrays(people.codes, people.counts),
        "population": hash_bytes(part.encode() for part in told),
    }
