"""Where each person stands on the map, from their own votes alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from accord.methods.opinion.counts import slices
from accord.methods.opinion.pca import Axes, Floats, Mask
from accord.methods.opinion.votes import Signs, Votes

ENOUGH = 7  # votes that say enough of somebody to count them to a group


@dataclass(frozen=True, kw_only=True)
class Places:
    """Everybody on the map.

    Attributes:
        at: (people, 2), along the two axes; who cast no vote stands at the middle.
        votes: (people,), how many votes on statements that count.
        enough: how many are needed to be counted to a group.
    """

    at: Floats
    votes: npt.NDArray[np.int64]
    enough: int

    @property
    def is_known(self) -> Mask:
        """(people,), whether they voted often enough to be counted to a group."""
        known: Mask = self.votes >= max(1, self.enough)
        return known


def places(votes: Votes, axes: Axes, *, without: Mask | None = None) -> Places:
    """Put each person where their own votes put them.

    What somebody hasn't seen says nothing about them, so it counts as the mean, which is the
    middle. Who saw little would then stand near the middle whatever they think: the place is
    stretched by √(statements / votes), as if they went on as they began.

    Args:
        votes: last votes.
        axes: from `main_axes`, of the same statements.
        without: (statements,), True for those moderated out: neither they nor votes on them count.
            Polis and red-dwarf still count them in the stretching.

    Returns:
        The same for a person whoever else is on the map, given the axes.

    Raises:
        ValueError: if the axes are of other statements.

    Source: Small et al. (2021), "Polis", RECERCA 26(2).
    """
    size = len(votes.statements)
    counted = np.ones(size, bool) if without is None else ~without
    if axes.directions.shape[1] != size or counted.shape != (size,):
        raise ValueError(f"there are {size} statements, so axes and masks are as long")
    directions = np.where(counted, axes.directions, 0.0)
    at = np.zeros((len(votes.people), 2))
    seen = np.zeros(len(votes.people), np.int64)
    for first, last in slices(votes):
        between = slice(votes.starts[first], votes.starts[last])
        columns = votes.columns[between]
        starts = votes.starts[first : last + 1] - votes.starts[first]
        apart = votes.signs[between] - axes.means[columns]
        table = sparse.csr_array((apart, columns, starts), (last - first, size))
        for axis, direction in enumerate(directions):
            at[first:last, axis] = table @ direction
        cast = np.diff(starts)
        if not counted.all():
            rows = np.repeat(np.arange(last - first), cast)
            cast = np.bincount(rows[counted[columns]], minlength=last - first)
        seen[first:last] = cast
    at *= stretch(seen, int(counted.sum()))[:, None]
    return Places(at=at, votes=seen, enough=min(ENOUGH, int(counted.sum())))


def place_of(
    axes: Axes,
    *,
    columns: npt.NDArray[np.integer],
    signs: Signs,
    without: Mask | None = None,
) -> Floats:
    """Put one person on a map that is there already, such as who has voted just now.

    Args:
        axes: of the map.
        columns: (n,), places of the statements they voted on, each once.
        signs: (n,), what they said.
        without: (statements,), True for those moderated out.

    Returns:
        (2,), where `places` would put them on these axes.

    Raises:
        ValueError: if the two differ in length or a statement is unknown.
    """
    size = len(axes.means)
    if len(columns) != len(signs):
        raise ValueError(f"{len(columns)} statements, but {len(signs)} votes")
    if len(columns) and not 0 <= int(columns.min()) <= int(columns.max()) < size:
        raise ValueError(f"statements have places from 0 to {size - 1}")
    own = Votes(
        people=np.zeros(1, np.int64),
        statements=np.arange(size),
        starts=np.array([0, len(columns)], np.int32),
        columns=columns.astype(np.int32),
        signs=signs,
    )
    found: Floats = places(own, axes, without=without).at[0]
    return found


def stretch(seen: npt.NDArray[np.int64], statements: int) -> Floats:
    """(people,), how far each is moved from the middle for what they haven't seen."""
    factors: Floats = np.sqrt(statements / np.maximum(1, seen))
    return factors
