"""Order and names change nothing, and what is calculated agrees with the textbook."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accord.methods.representation import Attribute, People, Population, compare, merge
from accord.methods.representation.fit import chi_square
from accord.methods.representation.indicator import from_cells, from_weights
from accord.methods.representation.parity import mean_deviation, share_interval
from accord.methods.representation.raking import rake

THIRDS = [Fraction(1, 3)] * 3
SHARES = [[Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]] * 3


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
    assert joint == pytest.approx(from_weights(raked.untrimmed, people, 50_000).r)


@st.composite
def surveys(draw, most: int = 40):
    """A population of two attributes, and people with unknowns among them."""
    sizes = [draw(st.integers(2, 4)), draw(st.integers(2, 3))]
    attributes = tuple(
        Attribute.from_counts(
            f"attribute {place}",
            {f"value {value}": draw(st.integers(1, 30)) for value in range(size)},
        )
        for place, size in enumerate(sizes)
    )
    rows = st.tuples(*[st.integers(-1, size - 1) for size in sizes])
    codes = draw(st.lists(rows, min_size=1, max_size=most))
    return Population(attributes), np.array(codes, np.int32)


@given(survey=surveys(), seed=st.integers(0, 99))
def test_the_order_of_people_changes_nothing(survey, seed):
    population, codes = survey
    order = np.random.default_rng(seed).permutation(len(codes))

    plain = compare(People.one_by_one(codes), population)
    mixed = compare(People.one_by_one(codes[order]), population)

    assert plain.attributes == mixed.attributes
    assert plain.audit == mixed.audit


@given(survey=surveys())
def test_people_who_are_alike_can_stand_in_one_row(survey):
    population, codes = survey
    people = People.one_by_one(codes)

    apart, together = compare(people, population), compare(merge(people)[0], population)

    assert apart.attributes == together.attributes
    assert apart.weighting.refusal == together.weighting.refusal


@given(survey=surveys(), data=st.data())
def test_values_in_another_order_say_the_same(survey, data):
    population, codes = survey
    attribute = population.attributes[0]
    order = data.draw(st.permutations(range(len(attribute.values))))
    turned = Attribute(
        attribute.name,
        tuple(attribute.values[place] for place in order),
        tuple(attribute.shares[place] for place in order),
        attribute.size,
    )
    place_of = np.append(np.argsort(order), -1)
    # Which of two equally large groups helps to hide a small one goes by their order.
    assume(len(set(attribute.shares)) == len(attribute.shares))

    plain = compare(People.one_by_one(codes), population).attributes[0]
    moved = np.column_stack([place_of[codes[:, 0]], codes[:, 1]])
    other = compare(
        People.one_by_one(moved), Population((turned, population.attributes[1]))
    ).attributes[0]

    assert {group.value: group for group in plain.groups} == {
        group.value: group for group in other.groups
    }
    assert (plain.dissimilarity, plain.fit.statistic) == (other.dissimilarity, other.fit.statistic)


@given(survey=surveys())
def test_everybody_is_counted_as_known_or_unknown(survey):
    population, codes = survey

    found = compare(People.one_by_one(codes), population)

    for place, attribute in enumerate(found.attributes):
        assert attribute.unknown == (codes[:, place] < 0).sum()
        assert attribute.known + attribute.unknown == found.people == len(codes)
        assert sum(part.count for part in attribute.parts) == attribute.known
        if attribute.dissimilarity is not None:
            assert 0 <= attribute.dissimilarity <= 1


def test_participants_who_match_differ_in_nothing():
    age = Attribute.from_counts("age", {"young": 200, "old": 300})
    people = People.one_by_one([[0]] * 20 + [[1]] * 30)

    (found,) = compare(people, Population((age,))).attributes

    assert found.dissimilarity == 0
    assert [group.parity for group in found.groups] == [1, 1]


def test_a_hidden_count_has_the_whole_range_it_could_have():
    shares = tuple(Fraction(n, 10) for n in (2, 4, 4))
    people = People.one_by_one([[0]] * 3 + [[1]] * 17 + [[2]] * 20)

    (found,) = compare(people, Population((Attribute("age", ("a", "b", "c"), shares),))).attributes

    low, high = found.groups[0].interval
    assert low == 0
    assert high == pytest.approx(share_interval(count=4, people=40)[1] / 0.2)


def test_whoever_gave_no_answer_may_all_be_of_one_group():
    age = Attribute.from_counts("age", {"young": 500, "old": 500})
    people = People.one_by_one([[0]] * 10 + [[1]] * 10 + [[-1]] * 20)

    (found,) = compare(people, Population((age,))).attributes

    assert found.groups[0].whoever_unknown == (Fraction(1, 2), Fraction(3, 2))
