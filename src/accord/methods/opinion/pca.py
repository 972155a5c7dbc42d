"""The two directions in which people differ most, from the votes cast alone.

What somebody hasn't seen counts as the mean of those who have. Centred, that is zero: so a table
that is nearly all holes is never filled, and the work grows with the votes and not with the table.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

from accord.methods.opinion.votes import Votes

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

AXES = 2
STEPS = 150  # no more passes over the votes than this
TOLERANCE = 3e-6  # left over, beside the largest variance: errors are about its square
WARM_TOLERANCE = 1e-5  # from the last directions on
EARLY = 8  # so few passes are meant to be rough, and aren't looked at before the last
LEAP = 8  # passes at most from look to look
AT_HAND = 400_000  # votes of a part of the table
FORGETS = 1e-10  # a direction shorter than this holds nothing but rounding


@dataclass(frozen=True, kw_only=True)
class Axes:
    """Where opinions differ most.

    Attributes:
        means: (statements,), mean vote of those who saw it, between -1 and 1.
        directions: (2, statements), of length 1; their signs mean nothing. Zero where no
            direction is left, as when all say the same.
        variances: (2,), of people along them, the larger first, not negative.
        steps: passes over the votes that it took.
        has_converged: whether the directions are as exact as asked for.
    """

    means: Floats
    directions: Floats
    variances: Floats
    steps: int
    has_converged: bool


def main_axes(
    votes: Votes,
    *,
    without: Mask | None = None,
    start: Floats | None = None,
    steps: int = STEPS,
) -> Axes:
    """Find the two directions that tell most people apart.

    Block Lanczos with full orthogonalisation: each pass over the votes widens a space of
    candidates, and the best directions in it (Rayleigh-Ritz) are taken when they hardly change.

    Args:
        votes: last votes.
        without: (statements,), True for those moderated out: they pull nobody anywhere.
        start: (2, statements), the directions of the last run: fewer passes, the same answer to
            the fifth digit.
        steps: passes over the votes at most, 1 or more.

    Returns:
        Variances with n - 1 below the line, as in any textbook.

    Raises:
        ValueError: if `without` or `start` is of another number of statements, or no pass is
            allowed.

    Source: Small et al. (2021), "Polis", RECERCA 26(2), for mean imputation; Golub and Van Loan,
    "Matrix Computations", section 10.3, for block Lanczos.
    """
    size = len(votes.statements)
    out = np.zeros(size, bool) if without is None else without
    if out.shape != (size,) or (start is not None and start.shape != (AXES, size)):
        raise ValueError(f"there are {size} statements, so masks and directions are as long")
    if steps < 1:
        raise ValueError(f"directions need at least one pass, not {steps}")
    means = np.where(out, 0.0, mean_votes(votes))
    table = centred(votes, means, out)
    scale = max(1, len(votes.people) - 1)
    # A start without a direction would never find one.
    is_warm = start is not None and start[:, ~out].any(axis=1).all()
    block = np.where(
        out[:, None], 0.0, start.T if start is not None and is_warm else first_block(size)
    )
    tolerance = WARM_TOLERANCE if is_warm else TOLERANCE
    values, vectors, taken, has_converged = lanczos(table, block, steps, tolerance)
    return Axes(
        means=means,
        directions=filled(vectors.T, (AXES, size)),
        variances=filled(values / scale, (AXES,)),
        steps=taken,
        has_converged=has_converged,
    )


def mean_votes(votes: Votes) -> Floats:
    """(statements,), the mean of each; sums of whole numbers, so no order of people matters."""
    size = len(votes.statements)
    seen = np.bincount(votes.columns, minlength=size)
    total = np.bincount(votes.columns, weights=votes.signs, minlength=size)
    means: Floats = total / np.maximum(1, seen)
    return means


def centred(votes: Votes, means: Floats, out: Mask) -> Any:
    """The sparse table (people, statements) of votes less the mean."""
    values = votes.signs - means[votes.columns]
    if out.any():
        values[out[votes.columns]] = 0.0
    shape = (len(votes.people), len(votes.statements))
    return sparse.csr_matrix((values, votes.columns, votes.starts), shape)


def first_block(size: int) -> Floats:
    """(statements, 2), fixed numbers without pattern: multiples of irrational numbers."""
    places = np.arange(1, size + 1)[:, None]
    block: Floats = (places * np.array([2**0.5, 3**0.5])) % 1 - 0.5
    return block


def in_parts(table: Any) -> list[tuple[Any, Any]]:
    """The same table and its transpose, some people each, without a copy.

    What is small enough is still at hand for the second product.
    """
    starts, many = table.indptr, -(-table.nnz // AT_HAND)
    ends = np.searchsorted(starts, np.arange(1, many) * AT_HAND)
    cuts = np.unique([0, *ends, table.shape[0]]).tolist()
    parts = []
    for first, last in pairwise(cuts):
        votes = slice(starts[first], starts[last])
        inside = table.data[votes], table.indices[votes], starts[first : last + 1] - starts[first]
        part = sparse.csr_array(inside, (last - first, table.shape[1]))
        parts.append((part, part.T))
    return parts


def image_of(parts: list[tuple[Any, Any]], block: Floats) -> Floats:
    """table' table × block, column by column: scipy takes longer for two at once."""
    found = np.zeros((block.shape[1], len(block)))
    columns = np.ascontiguousarray(block.T)
    for part, back in parts:
        for column, image in zip(columns, found, strict=True):
            image += back @ (part @ column)
    return found.T


def lanczos(
    table: Any, block: Floats, most: int, tolerance: float
) -> tuple[Floats, Floats, int, bool]:
    """Eigenvalues and vectors of table' table, how many passes it took, and whether enough."""
    size, parts = len(block), in_parts(table)
    room = np.empty((2, AXES * most, size))  # filled from the start
    basis = images = room[0, :0].T
    steps, due, looks = 0, 1, Looks()
    while True:
        block = orthonormal(block, basis)
        if block.shape[1]:
            first, last = basis.shape[1], basis.shape[1] + block.shape[1]
            room[0, first:last] = block.T
            room[1, first:last] = image_of(parts, block).T
            basis, images = room[0, :last].T, room[1, :last].T
            steps += 1
        is_last = steps == most or not block.shape[1]  # nothing is left outside: it is exact
        # What comes after the last images is nearly what comes after the space.
        block = images[:, -block.shape[1] :] if block.shape[1] else block
        if is_last or (steps == due and most > EARLY):
            values, vectors, missing, slack = best_inside(basis, images)
            worst = float(slack.max(initial=0.0))
            if is_last or worst <= tolerance:
                return values, vectors, steps, worst <= tolerance
            if slack[0] <= tolerance:  # only the second direction needs more: half the work
                block = missing[:, 1:]
            due = looks.next(steps, worst, tolerance)


class Looks:
    """When to look whether directions are settled: late on that takes as long as a pass."""

    def __init__(self) -> None:
        self.last: tuple[int, float] | None = None

    def next(self, steps: int, slack: float, tolerance: float) -> int:
        """The pass at which it would be, going on as since the last look; not too far ahead."""
        leap = 1.0
        if self.last:
            before, was = self.last
            rate = (np.log(was) - np.log(slack)) / (steps - before)
            leap = np.log(slack / tolerance) / rate if rate > 0 else LEAP
        self.last = steps, slack
        return steps + int(min(max(np.ceil(leap), 1), LEAP))


def best_inside(basis: Floats, images: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The largest eigenvalues inside the space, their vectors, and what these miss to be exact.

    Returns:
        (axes,), (statements, axes), what the table gives beside each vector (statements, axes),
        and its length beside the largest eigenvalue (axes,).
    """
    small = basis.T @ images
    found, inner = np.linalg.eigh((small + small.T) / 2)
    values, inner = np.maximum(found[::-1][:AXES], 0.0), inner[:, ::-1][:, :AXES]
    vectors = basis @ inner
    missing = images @ inner - vectors * values
    largest = max(float(values.max(initial=0.0)), FORGETS)
    return values, vectors, missing, np.sqrt((missing**2).sum(axis=0)) / largest


def orthonormal(block: Floats, basis: Floats) -> Floats:
    """What the block adds to the basis, as vectors of length 1; nothing if it adds nothing."""
    for _ in range(2):  # once leaves rounding behind
        lengths = np.sqrt((block * block).sum(axis=0))
        block = apart(block - basis @ (basis.T @ block), lengths * FORGETS)
    return block


def apart(block: Floats, least: Floats) -> Floats:
    """Its columns at right angles and of length 1, without those that are as good as nothing."""
    found: list[Floats] = []
    for column, enough in zip(block.T, least, strict=True):
        rest = column
        for earlier in found:
            rest = rest - earlier * (earlier @ rest)
        length = float(np.sqrt(rest @ rest))
        if length > enough:
            found.append(rest / length)
    return np.array(found).reshape(len(found), len(block)).T


def filled(found: Floats, shape: tuple[int, ...]) -> Floats:
    """Zeros where less was found than there are axes."""
    whole = np.zeros(shape)
    whole[: len(found)] = found
    return whole
