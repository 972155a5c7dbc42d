"""What people said to statements: the last vote of each person on each, kept small.

A vote is +1 (agree), -1 (disagree) or 0 (pass). A pass is a vote: the person has
seen the statement.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

Ids: TypeAlias = npt.NDArray[np.int64]
Indices: TypeAlias = npt.NDArray[np.int32]
Signs: TypeAlias = npt.NDArray[np.int8]


@dataclass(frozen=True, kw_only=True)
class Votes:
    """The last votes, person after person; 5 bytes a vote.

    Attributes:
        people: ids, ascending.
        statements: ids, ascending.
        starts: (people + 1,), where each person's votes start in the two arrays below.
        columns: (votes,), place of the statement in `statements`, ascending for each person.
        signs: (votes,), +1, 0 or -1.
    """

    people: Ids
    statements: Ids
    starts: Indices
    columns: Indices
    signs: Signs

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """(people,), how many statements each person voted on."""
        return np.diff(self.starts).astype(np.int64)

    @property
    def rows(self) -> Indices:
        """(votes,), place of the person of each vote in `people`."""
        return np.repeat(np.arange(len(self.people), dtype=np.int32), np.diff(self.starts))


def last_votes(
    *,
    person: npt.NDArray[np.integer[Any]],
    statement: npt.NDArray[np.integer[Any]],
    sign: npt.NDArray[np.integer[Any]],
    time: npt.NDArray[np.integer[Any]] | None = None,
) -> Votes:
    """Keep what each person said last: who changes their mind is counted once, as they think now.

    Args:
        person: (n,), id of who voted.
        statement: (n,), id of what they voted on.
        sign: (n,), +1, 0 or -1.
        time: (n,), when, in any unit; of equal times the later row counts. Without it the rows
            are taken as in order.

    Returns:
        The last votes, the same for any order of rows with different times.

    Raises:
        ValueError: if the lengths differ or a vote is none of the three.
    """
    if not len(person) == len(statement) == len(sign) or (
        time is not None and len(time) != len(sign)
    ):
        raise ValueError("person, statement, sign and time must be of one length")
    wrong = np.flatnonzero((sign < -1) | (sign > 1))
    if len(wrong):
        raise ValueError(f"row {wrong[0] + 1}: a vote is 1, 0 or -1, not {sign[wrong[0]]}")
    people, row = ranked(person)
    statements, column = ranked(statement)
    del person, statement  # of millions of votes these would be the largest things in memory
    order = in_order(row, column, (len(people), len(statements)))
    row, column = row[order], column[order]
    again = (row[1:] == row[:-1]) & (column[1:] == column[:-1])
    if again.any():
        if time is not None:
            order = by_time(order, row, column, again, time)
        last = np.append(~again, True)
        row, column, order = row[last], column[last], order[last]
    starts = np.zeros(len(people) + 1, np.int32)
    np.cumsum(np.bincount(row, minlength=len(people)), out=starts[1:])
    return Votes(
        people=people,
        statements=statements,
        starts=starts,
        columns=column,
        signs=sign[order].astype(np.int8),
    )


def ranked(ids: npt.NDArray[np.integer[Any]]) -> tuple[Ids, Indices]:
    """The different ids, ascending, and the place of each in them."""
    if not len(ids):
        return np.zeros(0, np.int64), np.zeros(0, np.int32)
    low, high = int(ids.min()), int(ids.max())
    if high - low > max(4 * len(ids), 1_000_000):  # scattered ids: a table would be too large
        found, place = np.unique(ids, return_inverse=True)
        return found.astype(np.int64), place.astype(np.int32)
    seen = np.zeros(high - low + 1, bool)
    seen[ids - low] = True
    place_of = np.cumsum(seen, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(seen).astype(np.int64) + low, place_of[ids - low]


def in_order(row: Indices, column: Indices, shape: tuple[int, int]) -> Indices:
    """Sort by person, then statement; what is equal keeps its order. Two counting sorts."""
    by_column = counting_sort(column, shape[1])
    return by_column[counting_sort(row[by_column], shape[0])]


def counting_sort(keys: Indices, size: int) -> Indices:
    """A stable order of small whole numbers, in time proportional to how many there are."""
    n = len(keys)
    table = sparse.csr_matrix((np.arange(n, dtype=np.int32), keys, np.array([0, n])), (1, size))
    order: Indices = table.tocsc().data
    return order


def by_time(
    order: Indices,
    row: Indices,
    column: Indices,
    again: npt.NDArray[np.bool_],
    time: npt.NDArray[np.integer[Any]],
) -> Indices:
    """Sort by time those few that share person and statement."""
    several = np.append(again, False) | np.append(False, again)
    some = order[several]
    # `order` breaks equal times: a later row of the file is a later vote.
    turns = np.lexsort((some, time[some], column[several], row[several]))
    order = order.copy()
    order[several] = some[turns]
    return order
