"""Groups of people who stand together on the map, and how clearly they stand apart.

They are looked for among neighbourhoods (`base.py`), each as heavy as the people in it.
"""

from dataclasses import dataclass

import numpy as np

from accord.methods.opinion.base import Base, Numbers
from accord.methods.opinion.pca import Floats

MOST_GROUPS = 5
SMALLEST = 5  # people; a smaller group may not be shown, so it is no group
ROUNDS = 100  # of moving centres; it ends far earlier, when nobody changes side


@dataclass(frozen=True, kw_only=True)
class Split:
    """Neighbourhoods parted into groups.

    Attributes:
        labels: (neighbourhoods,), the group of each, from 0 on.
        centres: (groups, 2), the mean place of its people.
        sizes: (groups,), people.
        silhouette: between -1 and 1, the mean over people: how much nearer their own group is to
            them than the next one. Near 0 the border could run anywhere.
    """

    labels: Numbers
    centres: Floats
    sizes: Numbers
    silhouette: float

    @property
    def groups(self) -> int:
        return len(self.sizes)


def best_split(base: Base, *, most: int = MOST_GROUPS, smallest: int = SMALLEST) -> Split | None:
    """Part people into two groups or more, as many as stand most clearly apart.

    Args:
        base: neighbourhoods.
        most: groups at most.
        smallest: people that each group has at least.

    Returns:
        The split with the greatest silhouette, of equal ones that with fewer groups; None where
        people can't be parted like that.
    """
    apart = distances(base.centres)
    found = [split(base, groups, apart) for groups in range(2, limit(base, most) + 1)]
    whole = [each for each in found if each is not None and each.sizes.min() >= smallest]
    return max(whole, key=lambda each: (each.silhouette, -each.groups), default=None)


def limit(base: Base, most: int) -> int:
    """Fewer groups where there are few neighbourhoods: 2, and one more for each twelve of them."""
    return min(most, 2 + len(base.sizes) // 12, len(base.sizes))


def split(base: Base, groups: int, apart: Floats) -> Split | None:
    """The best of several starts; None if all of them leave a group empty."""
    labels, loss = settle(base, first_centres(base, groups))
    full = np.array([len(np.unique(row)) == groups for row in labels])
    if not full.any():
        return None
    taken = labels[np.where(full, loss, np.inf).argmin()]
    sizes = np.bincount(taken, weights=base.sizes, minlength=groups)
    return Split(
        labels=taken,
        centres=means(base, taken[None], groups)[0],
        sizes=sizes.astype(np.int64),
        silhouette=silhouette(apart, base.sizes, taken, groups),
    )


def first_centres(base: Base, groups: int) -> Floats:
    """(starts, groups, 2): cut along each axis, and around the middle, in parts of equal weight.

    Around the middle the cut begins at the direction of the largest gap and at the ends of either
    axis, so that no group is halved by all of them.
    """
    middle = np.average(base.centres, axis=0, weights=base.sizes)
    away = base.centres - middle
    turn = np.arctan2(away[:, 1], away[:, 0])
    keys = [away[:, 0], away[:, 1], away[:, 0] + away[:, 1], away[:, 0] - away[:, 1]]
    keys += [(turn - first) % (2 * np.pi) for first in (-np.pi, -np.pi / 2, 0.0, largest_gap(turn))]
    labels = np.array([equal_parts(key, base.sizes, groups) for key in keys])
    return means(base, labels, groups)


def largest_gap(turn: Floats) -> float:
    around = np.sort(turn)
    gaps = np.diff(around, append=around[0] + 2 * np.pi)
    return float(around[(int(gaps.argmax()) + 1) % len(around)])


def equal_parts(key: Floats, sizes: Numbers, parts: int) -> Numbers:
    """The part of each, in order of the key, by the people before it."""
    order = np.argsort(key, kind="stable")
    before = np.cumsum(sizes[order]) - sizes[order] / 2
    found = np.empty(len(key), np.int64)
    found[order] = np.minimum(before * parts // sizes.sum(), parts - 1).astype(np.int64)
    return found


def settle(base: Base, centres: Floats) -> tuple[Numbers, Floats]:
    """(starts, neighbourhoods) labels and (starts,) loss, when nobody changes side any more."""
    labels = nearest(base, centres)
    for _ in range(ROUNDS):
        centres = means(base, labels, centres.shape[1])
        moved = nearest(base, centres)
        if (moved == labels).all():
            break
        labels = moved
    rows = np.arange(len(labels))[:, None]
    off = ((base.centres - centres[rows, labels]) ** 2).sum(axis=2)
    return labels, off @ base.sizes


def nearest(base: Base, centres: Floats) -> Numbers:
    apart = ((base.centres[None, :, None] - centres[:, None]) ** 2).sum(axis=3)
    labels: Numbers = apart.argmin(axis=2)
    return labels


def means(base: Base, labels: Numbers, groups: int) -> Floats:
    """(starts, groups, 2); an empty group stands infinitely far, where nobody joins it."""
    inside = (labels[:, :, None] == np.arange(groups)) * base.sizes[:, None]
    people = inside.sum(axis=1)
    sums = np.einsum("snk,nd->skd", inside, base.centres)
    middle: Floats = np.where(
        people[:, :, None] > 0, sums / np.maximum(1, people)[:, :, None], np.inf
    )
    return middle


def distances(centres: Floats) -> Floats:
    apart: Floats = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(axis=2))
    return apart


def silhouette(apart: Floats, sizes: Numbers, labels: Numbers, groups: int) -> float:
    """Mean over people of (next - own) / the larger of both, own and next being mean distances.

    People of one neighbourhood stand at its centre. Whoever is alone in a group counts 0.

    Source: Rousseeuw (1987), "Silhouettes", J. Comput. Appl. Math. 20.
    """
    inside = (labels[:, None] == np.arange(groups)) * sizes[:, None]
    people = inside.sum(axis=0)
    sums = apart @ inside
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(1, people[labels] - 1)
    others = sums / np.maximum(1, people)
    others[rows, labels] = np.inf
    following = others.min(axis=1)
    larger = np.maximum(own, following)
    clear = np.divide(following - own, larger, out=np.zeros_like(own), where=larger > 0)
    clear[people[labels] == 1] = 0.0
    return float(clear @ sizes / sizes.sum())
