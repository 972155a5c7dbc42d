"""How far a group is from its part, and what chance and hiding leave open."""

from fractions import Fraction
from math import sqrt

import pytest

from accord.methods.representation.parity import position, share_interval

QUARTER = Fraction(1, 4)


@pytest.mark.parametrize(("count", "people"), [(1, 5), (6, 40), (39, 40)])
def test_each_end_of_an_interval_is_just_as_far_as_chance_goes(count, people):
    for end in share_interval(count=count, people=people):
        away = 1.959964 * sqrt(end * (1 - end) / people)
        assert abs(count / people - end) == pytest.approx(away, rel=1e-9)


@pytest.mark.parametrize(
    ("at_least", "at_most", "told"),
    [
        (4, 4, "under"),  # 10 expected, and chance alone leaves 5 to 15
        (5, 5, "near"),
        (15, 15, "near"),
        (16, 16, "over"),
        (0, 4, "under"),
        (6, 14, "near"),
        (16, 30, "over"),
        (0, 30, "unknown"),
        (0, 10, "unknown"),
        (10, 30, "unknown"),
        (0, 40, "unknown"),
    ],
)
def test_a_position_is_told_where_each_count_that_could_be_says_so(at_least, at_most, told):
    assert position(at_least=at_least, at_most=at_most, people=40, share=QUARTER) == told


def test_where_nobody_answered_the_position_is_unknown():
    assert position(at_least=0, at_most=0, people=0, share=QUARTER) == "unknown"


def test_where_one_person_answered_and_nothing_is_shown_the_position_is_unknown():
    assert position(at_least=0, at_most=1, people=1, share=QUARTER) == "unknown"


def test_a_group_that_nobody_came_from_is_told_where_hiding_is_off():
    assert position(at_least=0, at_most=0, people=40, share=QUARTER) == "under"
