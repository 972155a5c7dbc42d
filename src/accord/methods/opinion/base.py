"""A hundred small neighbourhoods instead of a hundred thousand people.

Groups are looked for among these: it takes as long for a million people as for a thousand.
"""

import heapq
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from accord.methods.opinion.pca import Floats

Numbers: TypeAlias = npt.NDArray[np.int64]

MOST = 100


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
    parts = cut(at[order], most)
    labels = np.empty(len(at), np.int64)
    for number, part in enumerate(parts):
        labels[order[part]] = number
    return Base(
        labels=labels,
        centres=np.array([at[order[part]].mean(axis=0) for part in parts]).reshape(-1, 2),
        sizes=np.array([len(part) for part in parts], np.int64),
    )


def cut(at: Floats, most: int) -> list[Numbers]:
    """Places in the sorted list, part by part, in order of their first."""
    if not len(at):
        return []
    everybody = np.arange(len(at))
    heap = [(-spread(at), 0, everybody)]
    while len(heap) < most and heap[0][0] < 0:
        _spread, _first, part = heapq.heappop(heap)
        for half in halves(at, part):
            heapq.heappush(heap, (-spread(at[half]), int(half[0]), half))
    return [part for _spread, _first, part in sorted(heap, key=lambda entry: entry[1])]


def spread(at: Floats) -> float:
    """Sum of squared distances from the mean; 0 exactly where all stand at one place."""
    if (at == at[0]).all():
        return 0.0
    return float(((at - at.mean(axis=0)) ** 2).sum())


def halves(at: Floats, part: Numbers) -> tuple[Numbers, Numbers]:
    """Below the mean of the wider side, and the rest; neither is empty."""
    here = at[part]
    # Rounding can give equal numbers a variance and different ones none: only a side of some
    # length can be cut.
    wider = int(np.where(np.ptp(here, axis=0) > 0, here.var(axis=0), -1.0).argmax())
    side = here[:, wider]
    # The mean of numbers that differ by rounding alone may lie outside of them.
    middle = min(max(side.mean(), np.nextafter(side.min(), np.inf)), side.max())
    return part[side < middle], part[side >= middle]
