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
    ("voted", "of_groups", "together", "of_all"),
    [
        ((9, 8, 7), True, 24, True),
        ((9, 8, 5), True, 22, True),
        ((9, 8, 4), True, 17, True),  # the four would be all less the groups
        ((9, 4, 3), False, 16, True),  # no group is shown, so nothing can be taken away
        ((9, 5, 0), True, 14, True),
        ((9, 0, 0), True, 9, True),
        ((2, 1, 1), False, 4, False),
        ((2, 1, 2), False, 5, True),
        ((0, 0, 9), False, 9, True),
        ((0, 0, 4), False, 4, False),
        ((0, 0, 0), False, 0, False),
    ],
)
def test_what_is_shown_by_hand(voted, of_groups, together, of_all):
    found = shown(counted(*voted))

    assert (found.of_groups.item(), found.of_all.item()) == (of_groups, of_all)
    assert found.together.voted.tolist() == [[together]]


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

    together = found.together.voted[0]
    for cells, total, groups, all_ in zip(
        voted.T, together, found.of_groups, found.of_all, strict=True
    ):
        # All sums that follow from what is shown are at least as large as the threshold.
        sums = [int(cell) for cell in cells[:-1] if groups]
        sums += [int(total)] if all_ else []
        sums += [int(total - cells[:-1].sum())] if groups and all_ else []
        assert all(each == 0 or each >= threshold for each in sums)


def test_a_threshold_of_nobody_is_refused():
    with pytest.raises(ValueError, match="1 or more, not 0"):
        shown(counted(1, 2), threshold=0)
