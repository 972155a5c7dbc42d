"""Attributes that give each other's hidden groups away, and which of them is shown.

Beside "age and sex", "age" is a sum of some of its groups: 11 young people less 9 young women are 2
young men, however well both tables are hidden by themselves. So of two such attributes one is
shown, if groups are hidden in either: then there is nothing to subtract from.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from accord.methods.representation.people import People, Population
from accord.methods.representation.suppression import Protected, nothing

LEAST_LARGE = 2  # of each attribute, or it can't be seen whether they are linked

LINKED = (
    "{attribute}: not shown beside {other}, for together they could give hidden groups away. "
    "To see it, leave {other} out."
)


@dataclass(frozen=True)
class Kept:
    """What may be shown of each attribute beside the others, and a sentence for each left out."""

    protected: tuple[Protected, ...]
    notices: tuple[str, ...]


def keep_apart(
    people: People,
    population: Population,
    tallies: Sequence[Sequence[int]],
    protected: Sequence[Protected],
    *,
    threshold: int,
) -> Kept:
    """Withhold each attribute that would give away hidden groups of another, or its own.

    From the attribute with the most groups to that with the fewest, the first of equals first, each
    is kept unless it is linked (`are_linked`) to one that was kept, with groups hidden in either.

    Args:
        people: (rows, attributes).
        population: with the same attributes.
        tallies: participants by attribute and group.
        protected: what may be shown of each attribute by itself.
        threshold: lowest count that is shown.

    Returns:
        The same, with nothing of those that can't stand beside the others.

    Source: own argument and exhaustive tests. Hundepool et al. (2012), "Statistical Disclosure
    Control", ch. 4, treat linked tables in general.
    """
    found = list(protected)
    notices: dict[int, str] = {}
    kept: list[int] = []
    for place in sorted(range(len(tallies)), key=lambda place: -len(tallies[place])):
        for other in kept:
            # Also where one is withheld by itself: why it is would tell as well.
            if found[place].is_complete and found[other].is_complete:
                continue
            pair = (place, other)
            large = [np.array(tallies[each]) >= threshold for each in pair]
            if are_linked(people.codes[:, pair], *large):
                found[place] = nothing(tallies[place])
                notices[place] = LINKED.format(
                    attribute=population.attributes[place].name,
                    other=population.attributes[other].name,
                )
                break
        else:
            kept.append(place)
    return Kept(tuple(found), tuple(notices[place] for place in sorted(notices)))


def are_linked(
    codes: npt.NDArray[np.integer], one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]
) -> bool:
    """Tell whether some groups of one attribute are made up wholly of some of the other's.

    Draw a line between a group of the one and a group of the other wherever somebody is in both. If
    all hang together, no sum of groups of the one is a sum of groups of the other. Only large
    groups are drawn, so that the answer depends little on how many people a small one has; a small
    one helps only where a large one has no line else.

    Args:
        codes: (rows, 2), groups of both attributes; below 0 for no answer.
        one: (groups,), which groups of the first attribute are large.
        other: (groups,), the same of the second.
    """
    if min(int(one.sum()), int(other.sum())) < LEAST_LARGE:
        return True
    first, second = codes[(codes >= 0).all(axis=1)].T
    second = second + len(one)
    large = np.concatenate([one, other])
    both = large[first] & large[second]
    alone = large.copy()
    alone[first[both]] = alone[second[both]] = False
    helps = np.zeros_like(large)
    helps[first[alone[second]]] = helps[second[alone[first]]] = True
    drawn = both | helps[first] | helps[second]
    return len(set(pieces(first[drawn], second[drawn], len(large))[large].tolist())) > 1


def pieces(
    first: npt.NDArray[np.integer], second: npt.NDArray[np.integer], size: int
) -> npt.NDArray[np.int64]:
    """(size,), for each point the lowest of those it hangs together with, along lines.

    scipy has this too, but importing it takes as long as importing numpy.
    """
    found = np.arange(size)
    for _ in range(size):  # the lowest goes on by one line each time
        lower = found.copy()
        least = np.minimum(found[first], found[second])
        np.minimum.at(lower, first, least)
        np.minimum.at(lower, second, least)
        if (lower == found).all():
            break
        found = lower
    return found
