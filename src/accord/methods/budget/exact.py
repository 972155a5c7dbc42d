"""Fractions that pile up, kept exactly and fast: many numerators over one denominator.

What a voter has left is the share minus some of the prices so far, and each price divides by
another number of people. As `Fraction`s, each with a denominator of its own, a sum of thousands of
such amounts takes seconds. Here all have one denominator, which grows by a factor with each number,
so that a sum over any number of voters is one pass over the prices, in whole numbers.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd


class Pile:
    """A list of exact numbers, and sums of them.

    Attributes:
        whole: the denominator that all numbers and sums are over now.
    """

    def __init__(self, whole: int = 1) -> None:
        self.whole = whole
        # Numerator over the denominator of its own time, and the factor from the one before.
        self.items: list[tuple[int, int]] = []

    def add(self, numerator: int, divisor: int) -> Fraction:
        """Put `numerator / (whole × divisor)` on the pile. The denominator may grow by this.

        Returns:
            The number.
        """
        common = gcd(numerator, divisor)
        self.items.append((numerator // common, divisor // common))
        self.whole *= divisor // common
        return Fraction(numerator // common, self.whole)

    def dot(self, counts: Sequence[int]) -> int:
        """Sum up count × number.

        Args:
            counts: one for each number, in the order added.

        Returns:
            The numerator of the sum over `whole`.
        """
        total = 0
        for (numerator, factor), count in zip(self.items, counts, strict=True):
            total = total * factor + numerator * count
        return total
