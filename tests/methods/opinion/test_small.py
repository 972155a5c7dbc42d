import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from accord.methods.opinion.counts import Counts
from accord.methods.opinion.small import shown


def counted(*voted) -> Counts:
    """Counts of one statement in which everybody passed; the last are people without a group."""
    by_sign = np.zeros((3, len(voted), 1), np.int64)
    by_sign[0, :, 0] = voted
    return Counts(by_sign=by_sign)


@pytest.mark.parametrize(
    ("voted", "of_groups", "of_everybody"),
    [
        ((9, 8, 7), True, True),
        ((9, 8, 5), True, True),
        ((9, 8, 4), True, False),  # the four would be everybody less the groups
        ((9, 4, 3), False, True),  # of twelve nobody can tell who said what
        ((9, 5, 0), True, True),
        ((9, 0, 0), True, True),
        ((2, 1, 1), False, False),
        ((2, 1, 2), False, True),
        ((0, 0, 9), False, True),
        ((0, 0, 4), False, False),
        ((0, 0, 0), False, False),
    ],
)
def test_what_is_shown_by_hand(voted, of_groups, of_everybody):
    found = shown(counted(*voted))

    assert (found.of_groups.item(), found.of_everybody.item()) == (of_groups, of_everybody)


@pytest.mark.parametrize(
    ("voted", "together"),
    [
        ((9, 8, 4), 17),  # beside both groups the four would stand alone
        ((9, 8, 5), 22),
        ((9, 4, 3), 16),  # no group is shown, so nothing can be taken away
        ((0, 0, 4), 4),
    ],
)
def test_few_without_a_group_are_left_out_of_the_sum_beside_groups(voted, together):
    assert shown(counted(*voted)).together.voted.tolist() == [[together]]


@given(
    voted=arrays(
        np.int64, st.tuples(st.integers(2, 6), st.integers(1, 8)), elements=st.integers(0, 12)
    ),
    threshold=st.integers(1, 10),
)
def test_nobody_who_is_few_follows_by_subtraction(voted, threshold):
    by_sign = np.zeros((3, *voted.shape), np.int64)
    by_sign[1] = voted

    found = shown(Counts(by_sign=by_sign), threshold=threshold)

    for cells, groups, everybody in zip(voted.T, found.of_groups, found.of_everybody, strict=True):
        # All sums that follow from what is shown are at least as large as the threshold.
        sums = [int(cell) for cell in cells[:-1] if groups]
        sums += [int(cells.sum())] if everybody else []
        sums += [int(cells[-1])] if groups and everybody else []
        assert all(each == 0 or each >= threshold for each in sums)


def test_a_threshold_of_nobody_is_refused():
    with pytest.raises(ValueError, match="1 or more, not 0"):
        shown(counted(1, 2), threshold=0)
