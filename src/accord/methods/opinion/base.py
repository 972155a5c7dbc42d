"""A hundred small neighbourhoods instead of a hundred thousand people.

Groups are looked for among these: it takes as long for a million people as for a thousand.
"""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from accord.methods.opinion.pca import Floats

Numbers: TypeAlias = npt.NDArray[np.int64]

MOST = 100
TINY = 5e-324  # the least number above 0


@dataclass(frozen=True, kw_only=True)
class Base:
    """Neighbourhoods of people who stand close together.

    Attributes:
        labels: (people,), the neighbourhood of each.
        centres: (neighbourhoods, 2), the mean place of its people.
        sizes: (neighbourhoods,), how many people, never 0.
    """

    labels: Numbers
    centres: Floats
    sizes: Numbers

    @cached_property
    def apart(self) -> Floats:
        """(neighbourhoods, neighbourhoods), the distances of their centres."""
        found: Floats = np.sqrt(((self.centres[:, None] - self.centres[None]) ** 2).sum(axis=2))
        return found

    @cached_property
    def people_before(self) -> Floats:
        """(8, neighbourhoods), the people before the middle of each, in eight orders.

        Along the axes and aslant, and around the middle of all. Around it the order begins at the
        largest gap and at three ends of the axes, so that no group is halved by all of them.
        """
        middle = np.average(self.centres, axis=0, weights=self.sizes)
        across, along = (self.centres - middle).T
        turn = np.arctan2(along, across)
        begins = (-np.pi, -np.pi / 2, 0.0, largest_gap(turn))
        keys = [across, along, across + along, across - along]
        keys += [(turn - first) % (2 * np.pi) for first in begins]
        orders = np.argsort(np.array(keys), axis=1, kind="stable")
        sizes = self.sizes[orders]
        found = np.empty(orders.shape)
        np.put_along_axis(found, orders, np.cumsum(sizes, axis=1) - sizes / 2, axis=1)
        return found


def base_clusters(at: Floats, *, most: int = MOST) -> Base:
    """Cut the map into neighbourhoods, always the one in which people stand farthest apart.

    It is cut at the mean of its wider side. People at one place are never parted, and nothing
    depends on the order of people: they are put in order of place first.

    Args:
        at: (people, 2), places.
        most: how many neighbourhoods at most, 1 or more.

    Returns:
        Neighbourhoods in order of place; none where nobody is.

    Raises:
        ValueError: if a place isn't a number, or `most` is below 1.
    """
    if most < 1 or at.ndim != 2 or at.shape[1] != 2 or not np.isfinite(at).all():
        raise ValueError("places are two numbers for each person, and at least one part is wanted")
    order = np.lexsort((at[:, 1], at[:, 0]))
    parts = cut(np.ascontiguousarray(at[order].T), most)
    labels = np.empty(len(at), np.int64)
    for number, part in enumerate(parts):
        labels[order[part.people]] = number
    return Base(
        labels=labels,
        centres=np.array([part.middle for part in parts]).reshape(-1, 2),
        sizes=np.array([len(part.people) for part in parts], np.int64),
    )


class Part:
    """Some people, and how far apart they stand.

    Args:
        people: places in the sorted list, ascending.
        at: (2, people), their places on the map.

    Attributes:
        middle: the mean place.
        sides: for both sides, the sum of squared distances from it; 0 where all have the same.
    """

    def __init__(self, people: Numbers, at: Floats) -> None:
        self.people, self.at = people, at
        middle = at.sum(axis=1) / len(people)
        off = at - middle[:, None]
        self.middle = middle.tolist()
        self.least, self.most = at.min(axis=1).tolist(), at.max(axis=1).tolist()
        # Rounding can give equal numbers a spread and different ones none.
        self.sides = [
            max(spread, TINY) if least < most else 0.0
            for spread, least, most in zip(
                np.einsum("ij,ij->i", off, off).tolist(), self.least, self.most, strict=True
            )
        ]

    @property
    def rank(self) -> tuple[float, int]:
        """The one that is spread most comes first, of equal ones the first in the list."""
        return -sum(self.sides), int(self.people[0])

    def halves(self) -> Iterator["Part"]:
        """Below the mean of the wider side, and the rest; neither is empty."""
        wider = 0 if self.sides[0] >= self.sides[1] else 1
        # The mean of numbers that differ by rounding alone may lie outside of them.
        least = math.nextafter(self.least[wider], math.inf)
        below = self.at[wider] < min(max(self.middle[wider], least), self.most[wider])
        for those in (np.flatnonzero(below), np.flatnonzero(~below)):
            yield Part(self.people[those], self.at.take(those, axis=1))


def cut(at: Floats, most: int) -> list[Part]:
    """The parts, in order of their first."""
    if not at.shape[1]:
        return []
    everybody = Part(np.arange(at.shape[1]), at)
    heap = [(everybody.rank, everybody)]
    while len(heap) < most and any(heap[0][1].sides):
        _rank, part = heapq.heappop(heap)
        for half in part.halves():
            heapq.heappush(heap, (half.rank, half))
    return sorted((part for _rank, part in heap), key=lambda part: int(part.people[0]))


def largest_gap(turn: Floats) -> float:
    """The angle after the widest empty sector."""
    around = np.sort(turn)
    gaps = np.diff(around, append=around[0] + 2 * np.pi)
    return float(around[(int(gaps.argmax()) + 1) % len(around)])
