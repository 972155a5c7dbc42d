"""What crossed groups hold stays hidden: whoever tries each table with the same margins fails."""

import json
from collections import defaultdict
from fractions import Fraction
from itertools import product

import pytest

from accord.interchange.methods_cli.representation import told
from accord.methods.representation import Attribute, People, Population, compare
from accord.methods.representation.people import Side
from accord.methods.representation.raking import effective_apart, rake

CELLS = list(product(range(2), repeat=2))
AGE = Attribute.from_counts("age", {"young": 48_000, "old": 52_000})
SEX = Attribute.from_counts("sex", {"w": 47_000, "m": 53_000})
UNEVEN = (Fraction(48, 100), Fraction(52, 100)), (Fraction(47, 100), Fraction(53, 100))


def answered(counts, unknown=()):
    rows = [cell for cell, count in zip(CELLS, counts, strict=True) for _ in range(count)]
    found = told(compare(People.one_by_one([*rows, *unknown]), Population((AGE, SEX))))
    return json.dumps(found)


def by_answer(young, women, total, unknown=()):
    """Every crossed table with these margins, under what is told of it."""
    found = defaultdict(list)
    for both in range(max(0, young + women - total), min(young, women) + 1):
        counts = (both, young - both, women - both, total - young - women + both)
        found[answered(counts, unknown)].append(counts)
    return found


@pytest.mark.parametrize(
    ("young", "women", "total"), [(9, 30, 60), (10, 30, 60), (12, 14, 26), (20, 20, 40), (5, 9, 30)]
)
@pytest.mark.parametrize("unknown", [(), [(-1, 0)] * 3 + [(0, -1)] * 2])
def test_every_small_crossed_group_could_be_of_any_small_size(young, women, total, unknown):
    answers = by_answer(young, women, total, unknown)

    for alike in answers.values():
        for cell in range(4):
            small = {counts[cell] for counts in alike if counts[cell] < 5}
            every = {counts[cell] for those in answers.values() for counts in those}
            assert small in (set(), {count for count in every if count < 5})


def test_nine_young_people_are_told_in_the_same_words_whatever_their_sex():
    (alike,) = by_answer(9, 30, 60).values()

    assert len(alike) == 10


def test_where_each_crossed_group_is_large_enough_what_weights_cost_is_exact():
    found = compare(
        People.one_by_one([cell for cell in CELLS for _ in range(5)]), Population((AGE, SEX))
    ).weighting

    assert not found.is_estimate
    assert (found.effective, found.converged) == (found.raking.effective, True)
    assert found.gap < 1e-9


@pytest.mark.parametrize("change", [((0, -1), 4), ((-1, 1), 1), ((-1, -1), 2), ((0, -1), 9)])
def test_few_unknown_answers_beside_a_known_one_or_none_make_an_estimate(change):
    row, count = change
    people = [cell for cell in CELLS for _ in range(9)] + [row] * count

    assert compare(People.one_by_one(people), Population((AGE, SEX))).weighting.is_estimate


def test_one_attribute_has_nothing_to_cross():
    people = [[0]] * 9 + [[1]] * 51 + [[-1]]

    assert not compare(People.one_by_one(people), Population((AGE,))).weighting.is_estimate


def test_the_estimate_is_exact_where_attributes_have_nothing_to_do_with_each_other():
    counts = [4, 8, 6, 12]  # a third young, four in ten women
    people = People.one_by_one(
        [cell for cell, count in zip(CELLS, counts, strict=True) for _ in range(count)]
    )
    sides = [Side((12, 18), UNEVEN[0], 0), Side((10, 20), UNEVEN[1], 0)]

    assert effective_apart(sides) == pytest.approx(rake(people, UNEVEN, cap=None).effective)


@pytest.mark.parametrize("unknown", [0, 7])
def test_the_estimate_of_one_attribute_is_exact(unknown):
    people = People.one_by_one([[0]] * 6 + [[1]] * 14 + [[-1]] * unknown)

    found = effective_apart([Side((6, 14), UNEVEN[0], unknown)])

    assert found == pytest.approx(rake(people, UNEVEN[:1], cap=None).effective)


def test_both_joint_indicators_agree_where_attributes_have_nothing_to_do_with_each_other():
    population = Population((AGE, SEX))
    rows = [[0, 0]] * 10 + [[0, 1]] * 20 + [[1, 0]] * 15 + [[1, 1]] * 30

    exact = compare(People.one_by_one(rows), population).weighting.indicator
    estimate = compare(People.one_by_one(rows), population, threshold=20).weighting

    assert estimate.is_estimate
    assert estimate.indicator.variation == pytest.approx(exact.variation)
    assert estimate.indicator.r == pytest.approx(exact.r)
