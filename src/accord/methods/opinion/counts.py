"""How many of each group agreed, disagreed and passed: whole numbers, kept up vote by vote.

Everything that is later said about a statement comes from these counts alone.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from accord.methods.opinion.votes import Votes

Whole: TypeAlias = npt.NDArray[np.int64]
Labels: TypeAlias = npt.NDArray[np.integer[Any]]

NO_GROUP = -1
PASSED, AGREED, DISAGREED = 0, 1, -1  # a sign is its own place: the last row is -1


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What people said, by group and statement.

    The arrays belong to whoever made the counts; `change_vote` and `change_group` write to them.

    Attributes:
        by_sign: (3, groups + 1, statements), at [sign, group, statement]; the last group, also
            [-1], are those without one.
    """

    by_sign: Whole

    @property
    def groups(self) -> int:
        groups: int = self.by_sign.shape[1] - 1
        return groups

    @property
    def agreed(self) -> Whole:
        """(groups, statements), people of the group who agreed."""
        return self.by_sign[AGREED, :-1]

    @property
    def disagreed(self) -> Whole:
        return self.by_sign[DISAGREED, :-1]

    @property
    def passed(self) -> Whole:
        return self.by_sign[PASSED, :-1]

    @property
    def voted(self) -> Whole:
        """(groups, statements), people of the group who saw the statement: a pass is a vote."""
        seen: Whole = self.by_sign[:, :-1].sum(axis=0)
        return seen

    def of_everybody(self) -> "Counts":
        """The same as one group, those without a group in it."""
        whole = np.zeros((3, 2, self.by_sign.shape[2]), np.int64)
        whole[:, 0] = self.by_sign.sum(axis=1)
        return Counts(by_sign=whole)

    def change_vote(self, *, group: int, statement: int, old: int | None, new: int | None) -> None:
        """Count one vote anew: in constant time, so that a page can show it at once.

        Args:
            group: of the person, -1 if they have none.
            statement: its place.
            old: what they said before, None if nothing.
            new: what they say now, None if they take it back.

        Raises:
            ValueError: if a vote, group or place is unknown, or nobody of the group said `old`;
                then nothing is changed.
        """
        self.check_group(group)
        if not 0 <= statement < self.by_sign.shape[2]:
            raise ValueError(f"there is no statement at place {statement}")
        for sign in (old, new):
            if sign not in (None, PASSED, AGREED, DISAGREED):
                raise ValueError(f"a vote is 1, 0 or -1, not {sign}")
        if old is not None and not self.by_sign[old, group, statement]:
            raise ValueError(f"nobody of group {group} said {old} to statement {statement}")
        if old is not None:
            self.by_sign[old, group, statement] -= 1
        if new is not None:
            self.by_sign[new, group, statement] += 1

    def change_group(
        self, *, old: int, new: int, columns: Labels, signs: npt.NDArray[np.integer[Any]]
    ) -> None:
        """Take all that a person said from one group to another.

        Args:
            old: their group so far, -1 for none.
            new: the one they are in now, -1 for none.
            columns: (n,), places of the statements they voted on, each once.
            signs: (n,), what they said to them.

        Raises:
            ValueError: if a group is unknown or the old one didn't say so; nothing is changed.
        """
        self.check_group(old)
        self.check_group(new)
        if not self.by_sign[signs, old, columns].all():
            raise ValueError(f"nobody of group {old} voted like that")
        self.by_sign[signs, old, columns] -= 1
        self.by_sign[signs, new, columns] += 1

    def check_group(self, group: int) -> None:
        if not NO_GROUP <= group < self.groups:
            raise ValueError(f"there is no group {group}, only {self.groups} of them from 0 on")


def count_votes(votes: Votes, labels: Labels, *, groups: int | None = None) -> Counts:
    """Count what each group said to each statement.

    Args:
        votes: last votes.
        labels: (people,), the group of each, from 0 on; -1 for those who have none.
        groups: how many there are; without it, as many as the labels show.

    Returns:
        Exact counts, whatever the order of people.

    Raises:
        ValueError: if there isn't a label for each person, or one is out of range.
    """
    if labels.shape != votes.people.shape:
        raise ValueError(f"{len(votes.people)} people need as many labels, not {labels.shape}")
    shown = int(labels.max(initial=NO_GROUP)) + 1
    size = shown if groups is None else groups
    if labels.min(initial=NO_GROUP) < NO_GROUP or shown > size:
        raise ValueError(f"labels go from -1 to {size - 1}")
    statements = len(votes.statements)
    shape = (3, size + 1, statements)
    # In slices: a number of 8 bytes for each vote at once would be the largest thing in memory.
    flat = np.zeros(shape, np.int64).reshape(-1)
    rows_of = np.where(labels < 0, size, labels).astype(np.int64) * statements
    for first, last in slices(votes):
        between = slice(votes.starts[first], votes.starts[last])
        place = np.repeat(rows_of[first:last], np.diff(votes.starts[first : last + 1]))
        place += votes.columns[between]
        place += (votes.signs[between] % 3).astype(np.int64) * (size + 1) * statements
        flat += np.bincount(place, minlength=len(flat))
    return Counts(by_sign=flat.reshape(shape))


def slices(votes: Votes, at_once: int = 4_000_000) -> list[tuple[int, int]]:
    """Ranges of people with about as many votes as asked for, and at least one person."""
    cuts = np.searchsorted(votes.starts, np.arange(0, len(votes.signs), at_once))
    edges = [0, *np.unique(cuts).tolist(), len(votes.people)]
    return [(first, last) for first, last in pairwise(edges) if first < last]
