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
    found = [split(base, groups) for groups in range(2, limit(base, most) + 1)]
    whole = [each for each in found if each is not None and each.sizes.min() >= smallest]
    return max(whole, key=lambda each: (each.silhouette, -each.groups), default=None)


def limit(base: Base, most: int) -> int:
    """Fewer groups where there are few neighbourhoods: 2, and one more for each twelve of them."""
    return min(most, 2 + len(base.sizes) // 12, len(base.sizes))


def split(base: Base, groups: int) -> Split | None:
    """The best of several starts; None if all of them leave a group empty.

    Groups start as parts of equal weight, along each axis and around the middle.
    """
    parts = np.minimum(base.people_before * groups // base.sizes.sum(), groups - 1)
    labels, centres, loss = settle(base, means(base, parts, groups))
    full = np.isfinite(centres).all(axis=(1, 2))
    if not full.any():
        return None
    best = int(np.where(full, loss, np.inf).argmin())
    taken = labels[best]
    sizes = np.bincount(taken, weights=base.sizes, minlength=groups)
    return Split(
        labels=taken,
        centres=centres[best],
        sizes=sizes.astype(np.int64),
        silhouette=silhouette(base.apart, base.sizes, taken, groups),
    )


def settle(base: Base, centres: Floats) -> tuple[Numbers, Floats, Floats]:
    """Move the centres until nobody changes side any more.

    Returns:
        (starts, neighbourhoods) labels, (starts, groups, 2) means of these, (starts,) loss: the sum
        of squared distances from them.
    """
    labels, groups = nearest(base, centres), centres.shape[1]
    for _ in range(ROUNDS):
        moved = nearest(base, means(base, labels, groups))
        if (moved == labels).all():
            break
        labels = moved
    centres = means(base, labels, groups)
    own = centres[np.arange(len(labels))[:, None], labels]
    across, along = base.centres[:, 0] - own[:, :, 0], base.centres[:, 1] - own[:, :, 1]
    return labels, centres, (across**2 + along**2) @ base.sizes


def nearest(base: Base, centres: Floats) -> Numbers:
    """(starts, neighbourhoods), the centre nearest to each, of equal ones the first."""
    middle = centres.transpose(2, 1, 0)[:, :, :, None]  # (2, groups, starts, 1)
    across, along = base.centres[:, 0] - middle[0], base.centres[:, 1] - middle[1]
    labels: Numbers = (across * across + along * along).argmin(axis=0)
    return labels


def means(base: Base, labels: Numbers, groups: int) -> Floats:
    """(starts, groups, 2); an empty group stands infinitely far, where nobody joins it."""
    inside = (labels[:, None] == np.arange(groups)[:, None]).astype(np.float64)
    weights = np.column_stack([base.sizes, base.sizes[:, None] * base.centres])
    sums = inside @ weights
    people = sums[:, :, :1]
    middle: Floats = np.where(people > 0, sums[:, :, 1:] / np.maximum(1.0, people), np.inf)
    return middle


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
