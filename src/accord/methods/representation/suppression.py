"""Hide small groups so that nobody can work them out from the rest.

A count below the threshold could point at a person. Hiding it alone is no use: the total less the
other counts gives it back. So one more group is hidden with it, and whatever is calculated from the
table is calculated from what is shown: hidden groups are joined into one part whose sum anyone
can work out anyway.

The rule holds even against those who know it. Which group helps to hide depends on the population
alone, which is public, and whether it is enough depends on the sum, which is public too: so every
table with other small counts and the same sum would have been shown in just the same way.

Where a whole attribute is withheld the rule is weaker: who knows it can rule out some counts (with
three groups and a threshold of 5, four counts can be left for a group), though never all but one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeAlias

Shown: TypeAlias = Literal["shown", "small", "covering", "withheld"]

THRESHOLD = 5


@dataclass(frozen=True)
class Protected:
    """What may be shown of the counts of one attribute.

    Attributes:
        shown: by group: "shown" as it is; "small", below the threshold; "covering", hidden so that
            the small ones can't be worked out; "withheld", nothing is shown of any group.
        at_least: by group, the lowest count that fits all that is shown.
        at_most: by group, the highest. Equal to `at_least` if the count is shown.
        parts: places of the groups whose sum is known, each group in one part, in the order of
            their first group; a group that is shown is a part by itself.
        sums: by part.
        tied: places of groups that could equally well have been hidden with the small ones, the one
            that was first; empty if there was no choice to make.
    """

    shown: tuple[Shown, ...]
    at_least: tuple[int, ...]
    at_most: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]
    sums: tuple[int, ...]
    tied: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        return set(self.shown) <= {"shown"}


def protect(
    counts: Sequence[int], shares: Sequence[Fraction], *, threshold: int = THRESHOLD
) -> Protected:
    """Decide which counts of an attribute may be shown.

    Counts below the threshold, zero too, are hidden: an empty group is as telling as a small one.
    The largest group of the population that isn't small itself is hidden with them; the sum of all
    hidden then has to leave room for every count below the threshold in each small group.
    If it doesn't, or no group is large enough, nothing is shown of the whole attribute.

    How many people took part and how many gave no answer is always shown: it isn't an answer.

    Args:
        counts: participants by group.
        shares: of the population by group; only their order matters.
        threshold: the lowest count that is shown; below 2 hides nothing.

    Returns:
        What may be shown. Under these bounds each "small" group may be anything from 0 to
        threshold - 1, whatever else is known of the table.

    Raises:
        ValueError: if the lengths differ or a count is negative.

    Source: cell suppression as in Hundepool et al. (2012), "Statistical Disclosure Control", ch. 4,
    for one margin; the choice by public shares is against the "minimality attack" of Wong et al.
    (2007), VLDB. Own argument and exhaustive tests in place of their optimisation.
    """
    if len(counts) != len(shares) or min(counts) < 0:
        raise ValueError(f"{len(counts)} counts, {len(shares)} shares, lowest {min(counts)}")
    small = [place for place, count in enumerate(counts) if count < threshold]
    if threshold < 2 or not small or not any(counts):
        return everything(counts)
    covers = covering_groups(counts, shares, threshold)
    if not covers:
        return nothing(counts)
    cover = covers[0]
    hidden = sum(counts[place] for place in small) + counts[cover]
    if hidden < 2 * threshold - 1:  # else a small group of threshold - 1 would leave too few for it
        return nothing(counts)
    found = joined(counts, small, cover, hidden, threshold)
    return replace(found, tied=covers if len(covers) > 1 else ())


def covering_groups(
    counts: Sequence[int], shares: Sequence[Fraction], threshold: int
) -> tuple[int, ...]:
    """Choose by what is public: the largest group of the population that isn't small itself.

    Of several that are equally large the first is taken; all are given, for the audit.
    """
    large = [place for place, count in enumerate(counts) if count >= threshold]
    most = max((shares[place] for place in large), default=None)
    return tuple(place for place in large if shares[place] == most)


def everything(counts: Sequence[int]) -> Protected:
    shown: tuple[Shown, ...] = tuple("shown" for _ in counts)
    same = tuple(counts)
    return Protected(shown, same, same, tuple((place,) for place in range(len(counts))), same)


def nothing(counts: Sequence[int]) -> Protected:
    groups, total = len(counts), sum(counts)
    shown: tuple[Shown, ...] = tuple("withheld" for _ in counts)
    return Protected(
        shown,
        (0,) * groups,
        (total,) * groups,
        (tuple(range(groups)),),
        (total,),
    )


def joined(
    counts: Sequence[int], small: Sequence[int], cover: int, hidden: int, threshold: int
) -> Protected:
    shown: list[Shown] = ["shown"] * len(counts)
    at_least, at_most = list(counts), list(counts)
    for place in small:
        shown[place], at_least[place], at_most[place] = "small", 0, threshold - 1
    shown[cover] = "covering"
    at_least[cover] = max(threshold, hidden - len(small) * (threshold - 1))
    at_most[cover] = hidden
    together = tuple(sorted([*small, cover]))
    parts: dict[int, tuple[int, ...]] = {
        place: (place,) for place in range(len(counts)) if shown[place] == "shown"
    }
    parts[together[0]] = together
    order = tuple(parts[first] for first in sorted(parts))
    sums = tuple(sum(counts[place] for place in part) for part in order)
    return Protected(tuple(shown), tuple(at_least), tuple(at_most), order, sums)
