"""Weights that are cut keep their sum, and all that are at the cap are counted."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from accord.methods.representation.people import People
from accord.methods.representation.raking import cut_to, rake


def test_cut_weights_still_have_a_mean_of_one():
    counts = np.array([1.0, 9.0])

    cut = cut_to(np.array([5.5, 0.5]), counts, 2.0)

    assert cut.max() == 2.0
    assert float(cut @ counts) == pytest.approx(10)


def test_all_at_the_highest_weight_are_counted_raised_ones_too():
    codes = np.array(list(product(range(3), repeat=2)), np.int32)
    counts = np.array([25, 19, 15, 8, 9, 2, 3, 1, 6], np.int64)
    shares = [[Fraction(n, 10) for n in (2, 3, 5)], [Fraction(n, 10) for n in (3, 3, 4)]]

    found = rake(People(codes, counts), shares, cap=1.5)

    at_cap = found.weights > 1.5 - 1e-9
    assert (found.untrimmed[at_cap] < 1.5).any()  # some got there only as others were cut
    assert found.trimmed == counts[at_cap].sum()


def test_without_a_cap_nobody_is_at_it():
    people = People.one_by_one([[0]] * 2 + [[1]] * 98)

    assert rake(people, [[Fraction(1, 2)] * 2], cap=None).trimmed == 0


def test_weights_that_go_to_nothing_do_not_overflow():
    codes = np.array([[0, 1], [0, 2], [1, 0], [1, 2]], np.int32)
    people = People(codes, np.array([9, 2, 5, 3], np.int64))
    shares = [
        [Fraction(3, 4), Fraction(1, 4)],
        [Fraction(7, 17), Fraction(1, 17), Fraction(9, 17)],
    ]

    with np.errstate(all="raise", under="ignore"):
        found = rake(people, shares, cap=5, sweeps=2000)

    assert np.isfinite(found.weights).all()
    assert float(found.weights @ people.counts) == pytest.approx(19)
    assert found.weights.max() <= 5
