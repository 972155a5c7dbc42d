"""What weights would do and cost, told so that no crossed group can be worked out.

Weights are fitted to people crossed by all attributes, so what they cost depends on groups such as
"young women" that are shown nowhere. It is told exactly only where each group that the attributes
make when crossed, unknown answers too, has as many people as the threshold. Otherwise it is
estimated from what is shown of each attribute: anyone could do that sum.

So nobody learns how many people a small crossed group has: all tables that have one and the same
margins are told in the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from accord.methods.representation.indicator import (
    NOT_WEIGHTED,
    Indicator,
    from_margins,
    from_weights,
)
from accord.methods.representation.people import (
    UNKNOWN,
    Attribute,
    Codes,
    People,
    Population,
    Side,
    merge,
)
from accord.methods.representation.raking import EmptyGroup, Raking, effective_apart, rake
from accord.methods.representation.suppression import Protected

SELF_SELECTED = (
    "Participants chose themselves: weights make the groups named here match the population and "
    "cure nothing else."
)
JOINED = "{attribute}: {groups} are weighted together, for some are below {threshold} people."
WITHHELD = "{attribute}: not used for weights, for too little of it may be shown."
ESTIMATED = (
    "Some crossed groups are below {threshold} people: what weights cost is estimated from each "
    "attribute by itself, as if they had nothing to do with each other."
)
NOT_CONVERGED = (
    "The margins can't all be met after {sweeps} rounds: some groups always go together. "
    "Join groups or leave an attribute out; don't use these weights."
)
TRIMMED = (
    "{people} people are at the highest weight, {cap:g}; margins are missed by up to {gap:.2%}."
)
NOTHING_LEFT = "No attribute is left that weights could be fitted to."


@dataclass(frozen=True)
class Weighting:
    """What weights would do and cost, or why there are none.

    Attributes:
        raking: over the parts of all attributes that may be used; or None. All in it depends on
            crossed groups, however small: it is for those who may see each person, never for a
            page. All else here may be shown.
        is_estimate: whether what is shown was estimated, for a crossed group is small.
        effective: as many people drawn evenly would tell as much; or None without weights. An
            estimate leaves the cap out.
        converged: whether all margins can be met; None where that isn't shown.
        gap: by how much margins are missed; None where that isn't shown.
        indicator: over all attributes.
        refusal: why there are no weights; or "".
        caveats: sentences to show with it.
    """

    raking: Raking | None
    is_estimate: bool
    effective: float | None
    converged: bool | None
    gap: float | None
    indicator: Indicator
    refusal: str
    caveats: tuple[str, ...]


def weigh(
    people: People,
    population: Population,
    protected: Sequence[Protected],
    *,
    threshold: int,
    cap: float | None,
    sweeps: int,
) -> Weighting:
    """Fit weights to all attributes of which two parts or more may be shown.

    Args:
        people: (rows, attributes).
        population: with the same attributes.
        protected: what may be shown of each attribute.
        threshold: crossed groups below it make what is shown an estimate; below 2 none does.
        cap: highest weight, as a multiple of the mean; None for no trimming.
        sweeps: most rounds of raking.
    """
    caveats = [SELF_SELECTED]
    used = []
    for place, (attribute, table) in enumerate(zip(population.attributes, protected, strict=True)):
        if len(table.parts) < 2:
            caveats.append(WITHHELD.format(attribute=attribute.name))
            continue
        if not table.is_complete:
            caveats.append(joined_caveat(attribute, table, threshold))
        used.append((place, attribute, table))
    if not used:
        return refused(NOTHING_LEFT, caveats)
    crossed, _ = merge(
        People(
            np.column_stack([part_codes(people, place, table) for place, _, table in used]),
            people.counts,
        )
    )
    sides = [side(crossed, at, shares, table) for at, (_, shares, table) in enumerate(used)]
    size = size_of(population)
    try:
        raking = rake(crossed, [each.shares for each in sides], cap=cap, sweeps=sweeps)
    except EmptyGroup as empty:
        return refused(named_refusal(empty, *used[empty.attribute][1:]), caveats)
    if threshold >= 2 and has_small_cell(crossed, sides, threshold):
        caveats.append(ESTIMATED.format(threshold=threshold))
        indicator = from_margins(sides, size)
        effective = effective_apart(sides)
        return Weighting(raking, True, effective, None, None, indicator, "", tuple(caveats))
    return told_exactly(raking, crossed, size, cap, caveats)


def told_exactly(
    raking: Raking, crossed: People, size: int | None, cap: float | None, caveats: list[str]
) -> Weighting:
    if not raking.converged:
        caveats.append(NOT_CONVERGED.format(sweeps=raking.sweeps))
    if raking.trimmed:
        caveats.append(TRIMMED.format(people=raking.trimmed, cap=cap, gap=raking.gap))
    return Weighting(
        raking=raking,
        is_estimate=False,
        effective=raking.effective,
        converged=raking.converged,
        gap=raking.gap,
        indicator=(
            from_weights(raking.untrimmed, crossed, size)
            if raking.converged
            else Indicator("margins", None, None, None, (NOT_WEIGHTED,))
        ),
        refusal="",
        caveats=tuple(caveats),
    )


def refused(why: str, caveats: list[str]) -> Weighting:
    nothing = Indicator("margins", None, None, None, (NOT_WEIGHTED,))
    return Weighting(None, False, None, None, None, nothing, why, tuple(caveats))


def has_small_cell(crossed: People, sides: Sequence[Side], threshold: int) -> bool:
    """Whether a crossed group that could have people has fewer than the threshold, or none.

    With a single attribute there is nothing to cross: all of it is shown already.
    """
    if len(sides) < 2:
        return False
    possible = 1
    for each in sides:
        possible *= sum(count > 0 for count in each.counts) + (each.unknown > 0)
    return len(crossed.counts) < possible or int(crossed.counts.min()) < threshold


def side(crossed: People, at: int, attribute: Attribute, table: Protected) -> Side:
    counts, unknown = crossed.tally(at, len(table.parts))
    shares = [sum((attribute.shares[value] for value in part), Fraction(0)) for part in table.parts]
    return Side(tuple(counts), tuple(shares), unknown)


def size_of(population: Population) -> int | None:
    """The population is as large as its largest attribute says, if each says something."""
    sizes = [attribute.size for attribute in population.attributes]
    known = [size for size in sizes if size is not None]
    return max(known) if len(known) == len(sizes) else None


def part_codes(people: People, place: int, table: Protected) -> Codes:
    """Each person's part in place of their group; unknown stays unknown."""
    part_of = np.full(len(table.shown) + 1, UNKNOWN, dtype=np.int32)  # the last one for unknown: -1
    for part, values in enumerate(table.parts):
        part_of[list(values)] = part
    return part_of[people.codes[:, place]]


def joined_caveat(attribute: Attribute, table: Protected, threshold: int) -> str:
    hidden = [
        value
        for value, shown in zip(attribute.values, table.shown, strict=True)
        if shown != "shown"
    ]
    return JOINED.format(attribute=attribute.name, groups=", ".join(hidden), threshold=threshold)


def named_refusal(empty: EmptyGroup, attribute: Attribute, table: Protected) -> str:
    """Say it with names: only groups that are shown get here by themselves."""
    part = table.parts[empty.value]
    values = " + ".join(attribute.values[value] for value in part)
    share = float(sum(attribute.shares[value] for value in part))
    if not share:
        return (
            f"{attribute.name}, {values}: some took part, but the population has none of them. "
            "Correct population.csv, or leave the attribute out."
        )
    return (
        f"{attribute.name}, {values}: nobody took part, but they are {share:.1%} of everyone. "
        "No weight can speak for them. Join the group with a neighbouring one in both files, or "
        "leave the attribute out."
    )
