from fractions import Fraction
from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.opinion.consensus import (
    bridging,
    bridging_order,
    consensus_order,
    division,
    division_order,
    group_consensus,
    majority,
)
from accord.methods.opinion.counts import Counts
from accord.methods.opinion.routing import next_statement, priority
from accord.methods.opinion.shares import SURE, agreeing, disagreeing
from accord.methods.opinion.statements import picks

CELL = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))


def counts_of(*groups, ungrouped=None) -> Counts:
    """Each group as a list of (agreed, disagreed, passed), one for each statement."""
    statements = len(groups[0])
    table = np.array([*groups, ungrouped or [(0, 0, 0)] * statements], np.int64)
    agreed, disagreed, passed = np.moveaxis(table, 2, 0)
    return Counts(by_sign=np.stack([passed, agreed, disagreed]))


@st.composite
def some_counts(draw):
    groups, statements = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    row = st.lists(CELL, min_size=statements, max_size=statements)
    return counts_of(*[draw(row) for _ in range(groups)], ungrouped=draw(row))


def test_two_groups_of_ten_by_hand():
    counts = counts_of([(8, 1, 1)], [(2, 7, 1)])

    agree = agreeing(counts)

    assert agree.share.tolist() == [[9 / 12], [3 / 12]]
    assert agree.ratio.tolist() == [[3.0], [1 / 3]]
    assert isclose(agree.certainty[0, 0], 2 * sqrt(11) * (9 / 11 - 1 / 2))
    both = 12 / 22
    width = sqrt(both * (1 - both) * (1 / 11 + 1 / 11))
    assert isclose(agree.difference[0, 0], (9 / 11 - 3 / 11) / width)
    assert isclose(group_consensus(counts)[0], 9 / 12 * 3 / 12)
    assert isclose(group_consensus(counts, agree=False)[0], 2 / 12 * 8 / 12)
    assert isclose(division(counts)[0], 7 / 12 + 5 / 12)


def test_each_group_is_told_by_what_it_says_and_the_other_does_not():
    counts = counts_of([(18, 1, 1), (10, 9, 1)], [(2, 17, 1), (10, 9, 1)])

    (first,), _ = picks(counts, 0)
    (second,), _ = picks(counts, 1)

    assert (first.statement, first.agrees, first.said, first.seen) == (0, True, 18, 20)
    assert (second.statement, second.agrees, second.is_telling) == (0, False, True)


def test_the_most_telling_statement_comes_first():
    rows, ties = picks(counts_of([(15, 4, 1), (18, 1, 1)], [(2, 17, 1), (2, 17, 1)]), 0)

    assert [row.statement for row in rows] == [1, 0]
    assert ties == []


def test_without_a_telling_statement_the_best_is_shown_and_marked():
    (only,), _ = picks(counts_of([(3, 2, 0), (4, 1, 0)], [(3, 2, 0), (4, 1, 0)]), 0)

    assert only.is_telling is False


def test_without_a_telling_statement_what_is_nearest_to_telling_is_shown():
    # 14 of 20 agree here, but all elsewhere; 6 of 20 disagree more than elsewhere, but are few;
    # the other is said by most and more than elsewhere, neither surely.
    counts = counts_of([(14, 6, 0), (12, 7, 1)], [(40, 0, 0), (16, 22, 2)])

    (only,), _ = picks(counts, 0)

    assert (only.statement, only.agrees, only.is_telling) == (1, True, False)


def test_only_what_may_be_picked_is():
    counts = counts_of([(18, 1, 1)] * 3, [(2, 17, 1)] * 3)

    rows, ties = picks(counts, 0, only=np.array([False, True, True]))

    assert [row.statement for row in rows] == [1, 2]
    assert [tie.between for tie in ties] == [("1", "2")]


def test_a_group_that_never_voted_has_no_statement():
    assert picks(counts_of([(0, 0, 0)], [(9, 0, 0)]), 0) == ([], [])


def test_of_two_alike_the_first_is_taken_and_the_tie_is_told():
    alike = (18, 1, 1)

    rows, ties = picks(counts_of([alike, alike], [(2, 17, 1), (2, 17, 1)]), 0)

    assert [row.statement for row in rows] == [0, 1]
    assert [(tie.between, tie.taken) for tie in ties] == [(("0", "1"), "0")]


@given(some_counts())
def test_fractions_and_floats_say_the_same(counts):
    for shares in (agreeing(counts), disagreeing(counts)):
        certainty, difference = shares.certainty, shares.difference
        for group in range(counts.groups):
            for place in range(counts.by_sign.shape[2]):
                told = shares.told(group, place)
                for value, exact in (
                    (certainty[group, place], told.certainty_squared),
                    (difference[group, place], told.difference_squared),
                ):
                    assert isclose(value * abs(value), exact, rel_tol=1e-9, abs_tol=1e-9)


@given(some_counts(), st.randoms(use_true_random=False))
def test_the_order_of_groups_and_statements_changes_names_alone(counts, chance):
    groups = list(range(counts.groups))
    statements = list(range(counts.by_sign.shape[2]))
    chance.shuffle(groups)
    chance.shuffle(statements)
    moved = Counts(by_sign=counts.by_sign[:, [*groups, -1]][:, :, statements])

    assert np.allclose(group_consensus(moved), group_consensus(counts)[statements])
    assert np.allclose(division(moved), division(counts)[statements])
    for now, before in enumerate(groups):
        weights = sorted((row.said, row.seen) for row in picks(moved, now)[0])
        if not picks(counts, before)[1]:
            assert weights == sorted((row.said, row.seen) for row in picks(counts, before)[0])


@given(some_counts())
def test_one_more_agreement_never_lowers_consensus(counts):
    more = counts.by_sign.copy()
    more[1, 0, 0] += 1

    assert group_consensus(Counts(by_sign=more))[0] >= group_consensus(counts)[0]


@given(some_counts())
def test_consensus_is_ordered_as_fractions_order_it(counts):
    exact = [
        np.prod([Fraction(int(a) + 1, int(v) + 2) for a, v in zip(*cells, strict=True)])
        for cells in zip(counts.agreed.T, counts.voted.T, strict=True)
    ]

    assert consensus_order(counts) == sorted(range(len(exact)), key=lambda at: (-exact[at], at))


def test_consensus_tells_apart_what_floats_cannot():
    low, high = 10**9, 10**9 + 1  # (n + 1) / (n + 2) differ by 1e-18

    order = consensus_order(counts_of([(low, 0, 0), (high, 0, 0)]))

    assert (low + 1) / (low + 2) == (high + 1) / (high + 2)
    assert order == [1, 0]


@given(some_counts(), st.integers(0, 6), st.randoms(use_true_random=False))
def test_the_first_of_some_are_the_first_of_all_that_are_among_them(counts, most, chance):
    only = np.array([chance.random() < 0.6 for _ in range(counts.by_sign.shape[2])])

    for order in (consensus_order, division_order, bridging_order, majority):
        among = [place for place in order(counts) if only[place]]
        assert order(counts, only=only, most=most) == among[:most]


def test_gaps_that_are_alike_in_fractions_are_in_the_order_of_statements():
    # Both are 1/7 wide; in floats the second is a little wider.
    counts = counts_of([(0, 3, 2), (0, 4, 1)], [(0, 4, 1), (0, 5, 0)])

    assert division(counts)[1] > division(counts)[0]
    assert division_order(counts) == [0, 1]


def test_what_bridges_is_as_good_as_for_the_group_that_goes_along_least():
    counts = counts_of([(8, 0, 0), (5, 3, 0)], [(4, 4, 0), (6, 1, 1)], [(8, 0, 0), (6, 2, 0)])

    assert bridging(counts).tolist() == [5 / 10, 6 / 10]
    assert bridging(counts, agree=False).tolist() == [1 / 10, 2 / 10]
    assert bridging_order(counts) == [1, 0]
    assert consensus_order(counts) == [0, 1]  # which two enthusiastic groups can turn round


@given(some_counts())
def test_one_more_agreement_never_makes_a_statement_bridge_less(counts):
    more = Counts(by_sign=counts.by_sign.copy())
    more.change_vote(group=0, statement=0, old=None, new=1)

    assert bridging(more)[0] >= bridging(counts)[0]


@given(some_counts())
def test_bridging_and_division_are_ordered_as_fractions_order_them(counts):
    agree = agreeing(counts)
    least = [
        min(agree.told(group, place).share for group in range(counts.groups))
        for place in range(counts.by_sign.shape[2])
    ]

    assert bridging_order(counts) == sorted(range(len(least)), key=lambda at: (-least[at], at))
    gaps = division(counts)
    assert [gaps[at] for at in division_order(counts)] == pytest.approx(sorted(gaps, reverse=True))


def test_nobody_is_asked_about_what_was_moderated_out():
    counts = counts_of([(5, 3, 2), (5, 3, 2), (0, 0, 0)])

    worth = priority(counts, np.zeros(3), without=np.array([False, False, True]))

    assert worth.tolist() == [*priority(counts, np.zeros(3))[:2].tolist(), 0]
    rng = np.random.default_rng(1)
    assert {next_statement(worth, unseen=np.ones(3, bool), rng=rng) for _ in range(50)} == {0, 1}


def test_a_majority_counts_those_without_a_group_and_must_be_sure():
    grouped = [(5, 5, 0), (9, 1, 0), (3, 2, 0)]
    counts = counts_of(grouped, ungrouped=[(40, 5, 0), (0, 0, 0), (0, 0, 0)])

    assert majority(counts) == [0, 1]
    assert majority(counts, agree=False) == []
    assert agreeing(counts.of_everybody()).certainty[0, 2] < SURE


def test_new_statements_are_asked_before_those_that_many_pass_on():
    counts = counts_of([(0, 0, 0), (5, 5, 0), (5, 5, 30)])

    new, known, passed = priority(counts, np.zeros(3))

    assert isclose(new, (0.5 * 0.5 * 9) ** 2)
    assert new > known > passed


def test_what_is_asked_next_is_unseen_and_drawn_by_priority():
    priorities = np.array([1.0, 3.0, 96.0])
    unseen = np.array([True, True, False])
    rng = np.random.default_rng(7)

    drawn = [next_statement(priorities, unseen=unseen, rng=rng) for _ in range(2000)]

    assert set(drawn) == {0, 1}
    assert 0.70 < drawn.count(1) / len(drawn) < 0.80
    assert next_statement(priorities, unseen=np.zeros(3, bool), rng=rng) is None


@pytest.mark.parametrize("extremity", [[1.0], [-1.0, 0.0], [float("nan"), 0.0]])
def test_an_extremity_that_cannot_be_is_refused(extremity):
    with pytest.raises(ValueError, match="extremity"):
        priority(counts_of([(1, 0, 0), (1, 0, 0)]), np.array(extremity))


def test_an_unknown_group_is_refused():
    with pytest.raises(ValueError, match="no group 3"):
        picks(counts_of([(1, 0, 0)]), 3)
