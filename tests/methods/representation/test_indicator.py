"""The R-indicator by hand, with unknown answers, and where it says nothing."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from accord.methods.representation import Attribute, People, Population, compare
from accord.methods.representation.indicator import (
    TOO_MANY,
    from_cells,
    from_margins,
    from_weights,
)
from accord.methods.representation.people import Side

HALVES = [Fraction(1, 2)] * 2
SHARES = [Fraction(3, 10), Fraction(1, 2), Fraction(1, 5)]
AGE = Attribute.from_counts("age", {"young": 300, "middle": 500, "old": 200})
# (p - q)² / q adds up to 0.075 + 0.045 + 0.45 with 6, 14 and 20 people.
VARIATION = sqrt(0.57)


def of_two(small_size: int) -> Population:
    half = small_size // 2
    return Population(
        (
            Attribute.from_counts("age", {"young": 500, "old": 500}),
            Attribute.from_counts("sex", {"w": half, "m": half}),
        )
    )


@pytest.mark.parametrize(("unknown", "rate"), [(0, Fraction(4, 100)), (60, Fraction(1, 10))])
def test_r_by_hand(unknown, rate):
    found = from_cells([6, 14, 20], SHARES, 1000, unknown=unknown)

    assert found.rate == rate
    assert found.variation == pytest.approx(VARIATION)
    assert found.r == pytest.approx(1 - 2 * float(rate) * VARIATION)


def test_who_gives_no_answer_took_part_and_is_taken_to_be_as_the_others():
    people = [[0]] * 6 + [[1]] * 14 + [[2]] * 20 + [[-1]] * 60

    found = compare(People.one_by_one(people), Population((AGE,)))

    (age,) = found.attributes
    assert age.indicator.caveats == (
        "60 of 100 gave no answer and are taken to have come as the others did.",
    )
    for each in (age.indicator, found.weighting.indicator):
        assert each.rate == Fraction(1, 10)
        assert each.variation == pytest.approx(VARIATION)
        assert each.r == pytest.approx(1 - 0.2 * VARIATION)


def test_where_nobody_answered_everything_there_is_no_joint_number():
    people = [[0, -1]] * 10 + [[1, -1]] * 10 + [[-1, 0]] * 10 + [[-1, 1]] * 10

    found = compare(People.one_by_one(people), of_two(1000), threshold=1).weighting.indicator

    assert (found.r, found.variation) == (None, None)


@pytest.mark.parametrize("scale", [1, 3])
def test_the_joint_number_is_that_of_those_who_answered_everything(scale):
    people = People(np.array([[0, 0], [1, 1], [0, -1]], np.int32), np.array([10, 10, 20]))

    found = from_weights(np.array([1.0, 2.0, 5.0]) * scale, people, 1000)

    # Chances as 2 to 1, for 10 x 1 and 10 x 2 of the population: mean 4/3, mean square 2.
    assert found.variation == pytest.approx(sqrt(2 / (4 / 3) ** 2 - 1))
    assert found.rate == Fraction(40, 1000)


@pytest.mark.parametrize(("size", "is_crowded"), [(61, False), (59, True)])
def test_a_joint_chance_above_one_gives_no_r(size, is_crowded):
    people = People(np.array([[0, 0], [1, 1], [0, -1]], np.int32), np.array([10, 10, 20]))

    found = from_weights(np.array([1.0, 2.0, 5.0]), people, size)  # the highest is 1.5 x the mean

    assert (TOO_MANY in found.caveats) is is_crowded


@pytest.mark.parametrize(("size", "is_crowded"), [(1001, False), (999, True)])
def test_an_estimated_chance_above_one_gives_no_r(size, is_crowded):
    side = Side((20, 20), (Fraction(1, 10), Fraction(9, 10)), 0)

    found = from_margins([side, side], size)  # the highest is 5 x 5 x the mean

    assert (TOO_MANY in found.caveats) is is_crowded


@pytest.mark.parametrize(("count", "unknown"), [(30, 0), (15, 40)])
def test_more_participants_than_people_give_no_r(count, unknown):
    shares = [Fraction(1, 50), Fraction(49, 50)]

    found = from_cells([count, 10], shares, 1000, unknown=unknown)

    assert found.r is None
    assert found.caveats[0] == TOO_MANY


@pytest.mark.parametrize(("size", "is_warned"), [(800, True), (200, False)])
def test_below_one_in_ten_r_is_said_to_be_near_one(size, is_warned):
    found = from_cells([20, 20], HALVES, size)

    assert any("R is near 1 whenever few take part" in said for said in found.caveats) is is_warned


def test_the_population_is_as_large_as_its_largest_attribute_says():
    people = People.one_by_one([[n % 2, n // 2 % 2] for n in range(40)])

    assert compare(people, of_two(800)).weighting.indicator.rate == Fraction(40, 1000)
