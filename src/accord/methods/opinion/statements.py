"""Which statements stand for a group.

All is worked out from whole counts. Values to look at are floats; whether a statement counts as
telling and which comes first is decided in fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from accord.methods.audit import Tie
from accord.methods.opinion.counts import Counts
from accord.methods.opinion.shares import (
    MARGIN,
    SURE,
    Flags,
    Shares,
    Told,
    agreeing,
    disagreeing,
)

MOST = 5  # statements that stand for a group
ON_A_TIE = "lower place of the statement"


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
