"""Who took part and who could have: the two inputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Counts: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.int32]
Shares: TypeAlias = tuple[Fraction, ...]

UNKNOWN = -1


@dataclass(frozen=True)
class Attribute:
    """Something people differ in, and how the whole population is spread over it.

    Attributes:
        name: such as "age".
        values: each a group of people, two or more, all different.
        shares: of the population, one a value, 0 to 1, exact; they add up to 1.
        size: people in the population, or None if only shares are known.

    Raises:
        ValueError: if a share is missing, below 0, or the shares don't add up to exactly 1.
    """

    name: str
    values: tuple[str, ...]
    shares: Shares
    size: int | None = None

    def __post_init__(self) -> None:
        if len(self.values) < 2:
            raise ValueError(f"{self.name} needs two values or more; leave it out or split it")
        if len(set(self.values)) < len(self.values):
            raise ValueError(f"{self.name} names a value twice: {list(self.values)}")
        if len(self.shares) != len(self.values):
            raise ValueError(f"{self.name}: {len(self.values)} values, {len(self.shares)} shares")
        if min(self.shares) < 0 or sum(self.shares) != 1:
            total = float(sum(self.shares))
            raise ValueError(
                f"shares of {self.name} must be 0 or more and add up to 1, not {total}"
            )
        if self.size is not None and self.size < 1:
            raise ValueError(
                f"the population has {self.size} people by {self.name}: give 1 or more"
            )

    @classmethod
    def from_counts(cls, name: str, counts: dict[str, int]) -> "Attribute":
        """Take an attribute from how many people of the population have each value."""
        size = sum(counts.values())
        if size < 1:
            raise ValueError(f"the population has {size} people by {name}: give 1 or more")
        return cls(
            name, tuple(counts), tuple(Fraction(count, size) for count in counts.values()), size
        )


@dataclass(frozen=True)
class Population:
    """Everyone who could have taken part, told attribute by attribute (the margins).

    How attributes go together is not known: to compare by two at once, give one attribute whose
    values are the combinations ("woman, under 30").
    """

    attributes: tuple[Attribute, ...]

    def __post_init__(self) -> None:
        names = [attribute.name for attribute in self.attributes]
        if not names:
            raise ValueError("the population has no attribute: give at least one")
        if len(set(names)) < len(names):
            raise ValueError(f"the population names an attribute twice: {names}")


@dataclass(frozen=True)
class People:
    """Who took part. A row may stand for several people with the same answers.

    Attributes:
        codes: (rows, attributes), the place of the answer in the attribute's values, or `UNKNOWN`.
        counts: (rows,), how many people the row stands for, 1 or more.

    Raises:
        ValueError: if the shapes don't fit, nobody took part, or a row stands for nobody.
    """

    codes: Codes
    counts: Counts

    def __post_init__(self) -> None:
        if self.codes.ndim != 2 or self.counts.shape != self.codes.shape[:1]:
            raise ValueError(f"codes are {self.codes.shape}, counts are {self.counts.shape}")
        if not len(self.counts):
            raise ValueError("nobody took part: there is nothing to compare")
        if int(self.counts.min()) < 1:
            row = int(self.counts.argmin())
            raise ValueError(f"row {row} stands for {self.counts[row]} people: give 1 or more")
        if int(self.codes.min(initial=0)) < UNKNOWN:
            raise ValueError(f"a code is {self.codes.min()}: give a place from 0, or {UNKNOWN}")

    @classmethod
    def one_by_one(cls, codes: Sequence[Sequence[int]] | npt.NDArray[np.integer]) -> "People":
        """Take people as rows of their own."""
        table = np.asarray(codes, dtype=np.int32)
        return cls(table, np.ones(len(table), dtype=np.int64))

    @property
    def total(self) -> int:
        return int(self.counts.sum())

    def tally(self, place: int, values: int) -> tuple[list[int], int]:
        """Count who gave each answer, and who gave none.

        Args:
            place: of the attribute.
            values: how many it has.

        Returns:
            People by value, and people whose answer is unknown; together everyone.

        Raises:
            ValueError: if someone has a value that the attribute doesn't have.
        """
        codes = self.codes[:, place]
        if int(codes.max()) >= values:
            raise ValueError(
                f"attribute {place} has {values} values, someone has no. {codes.max()}"
            )
        tally = np.zeros(values + 1, dtype=np.int64)  # the last one takes the unknown: index -1
        np.add.at(tally, codes, self.counts)
        return [int(count) for count in tally[:-1]], int(tally[-1])


@dataclass(frozen=True)
class Side:
    """One attribute on both sides, by itself.

    Attributes:
        counts: participants by group.
        shares: of the population by group; they add up to 1.
        unknown: participants without an answer.
    """

    counts: tuple[int, ...]
    shares: Shares
    unknown: int


def merge(people: People) -> tuple[People, npt.NDArray[np.intp]]:
    """Put people with the same answers into one row, in a fixed order.

    No result changes by it, and the order in which people came is gone, so it can't matter.

    Args:
        people: any.

    Returns:
        The merged people, and for each row given the row it went to.
    """
    kinds, where = np.unique(people.codes, axis=0, return_inverse=True)
    counts = np.zeros(len(kinds), dtype=np.int64)
    np.add.at(counts, where.ravel(), people.counts)
    return People(kinds.astype(np.int32), counts), where.ravel()
