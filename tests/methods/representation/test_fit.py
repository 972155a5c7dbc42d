"""What a test against the population says, and when it warns."""

from fractions import Fraction
from math import sqrt

import pytest

from accord.methods.representation.fit import chi_square

HALVES = [Fraction(1, 2)] * 2
THIRDS = [Fraction(1, 3)] * 3


@pytest.mark.parametrize(("people", "is_rough"), [(40, True), (50, False)])
def test_fewer_than_five_expected_make_p_rough(people, is_rough):
    found = chi_square([people // 5, people - people // 5], [Fraction(1, 10), Fraction(9, 10)])

    assert any(said.startswith("In 1 of 2 groups") for said in found.caveats) is is_rough


def test_the_effect_is_chi_square_by_the_number_of_people():
    assert chi_square([10, 20, 30], THIRDS).effect == pytest.approx(sqrt(10 / 60))


@pytest.mark.parametrize(
    ("counts", "is_small"), [([50_500, 49_500], True), ([60_000, 40_000], False)]
)
def test_a_small_difference_among_many_is_called_small(counts, is_small):
    found = chi_square(counts, HALVES)

    assert found.p < 0.05
    assert any("even a small difference" in said for said in found.caveats) is is_small


def test_a_difference_that_chance_explains_is_not_called_significant():
    found = chi_square([50_100, 49_900], HALVES)

    assert found.p > 0.05
    assert not any("significant" in said for said in found.caveats)
