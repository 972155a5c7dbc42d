"""Every table of a few groups, tried whole: what is hidden stays hidden. And χ² against a peer."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from accord.methods.representation import People
from accord.methods.representation.fit import chi_square
from accord.methods.representation.indicator import from_cells, from_weights
from accord.methods.representation.parity import mean_deviation
from accord.methods.representation.raking import rake
from accord.methods.representation.suppression import protect

THIRDS = [Fraction(1, 3)] * 3
SHARES = [[Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]] * 3


def tables(groups: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can fall into so many groups."""
    if groups == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(groups - 1, total - first):
            yield (first, *rest)


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize(("groups", "most"), [(2, 24), (3, 16)])
def test_a_small_group_could_be_of_any_small_size(groups, most, threshold):
    shares = tuple(Fraction(k + 1, groups * (groups + 1) // 2) for k in range(groups))

    for total in range(1, most + 1):
        alike = defaultdict(list)
        for counts in tables(groups, total):
            alike[protect(counts, shares, threshold=threshold)].append(counts)
        for shown, candidates in alike.items():
            for group in range(groups):
                values = {counts[group] for counts in candidates}
                assert shown.at_least[group] <= min(values)
                assert max(values) <= shown.at_most[group]
                if shown.shown[group] == "small":
                    assert values == set(range(threshold))


def test_chi_square_agrees_with_the_textbook():
    found = chi_square([10, 20, 30], THIRDS)

    assert found.statistic == 10  # (100 + 0 + 100) / 20
    assert found.p == pytest.approx(np.exp(-5))  # two degrees of freedom


def test_the_chance_level_of_two_tosses_is_a_half():
    assert mean_deviation(2, 0.5) == pytest.approx(0.5)  # 0, 1, 2 heads: |k - 1| is 1 half the time


def test_raking_meets_every_margin():
    rng = np.random.default_rng(1)
    codes = rng.integers(0, 3, (5000, 3))

    raked = rake(People.one_by_one(codes), SHARES, cap=None)

    assert raked.converged
    for attribute in range(3):
        for value in range(3):
            share = raked.weights[codes[:, attribute] == value].sum() / raked.weights.sum()
            assert share == pytest.approx(float(SHARES[attribute][value]), abs=1e-9)


def test_with_one_attribute_both_estimates_of_r_agree():
    codes = np.random.default_rng(1).integers(0, 3, (5000, 1))
    people = People.one_by_one(codes)
    counts, _ = people.tally(0, 3)

    raked = rake(people, SHARES[:1], cap=None)

    joint = from_cells(counts, SHARES[0], 50_000).r
    assert joint == pytest.approx(from_weights(raked.untrimmed, people.counts, 50_000).r)
