import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from accord.methods.opinion.counts import Counts
from accord.methods.opinion.small import hidden_cells


def counted(*voted) -> Counts:
    """Counts of one statement in which everybody passed; the last are people without a group."""
    by_sign = np.zeros((3, len(voted), 1), np.int64)
    by_sign[0, :, 0] = voted
    return Counts(by_sign=by_sign)


@pytest.mark.parametrize(
    ("voted", "hidden"),
    [
        ((9, 8, 7), [False, False, False]),
        ((9, 8, 4), [False, True, True]),  # one alone would be everybody less the others
        ((9, 4, 3), [False, True, True]),
        ((9, 2, 1), [True, True, True]),  # three together would be too few
        ((9, 8, 0), [False, False, False]),
        ((3, 0, 0), [True, False, False]),
        ((9, 3, 0), [True, True, False]),
    ],
)
def test_what_is_hidden_by_hand(voted, hidden):
    assert hidden_cells(counted(*voted))[:, 0].tolist() == hidden


@given(
    voted=arrays(
        np.int64, st.tuples(st.integers(2, 6), st.integers(1, 8)), elements=st.integers(0, 12)
    ),
    threshold=st.integers(1, 10),
)
def test_nothing_hidden_follows_by_subtraction(voted, threshold):
    by_sign = np.zeros((3, *voted.shape), np.int64)
    by_sign[1] = voted

    hidden = hidden_cells(Counts(by_sign=by_sign), threshold=threshold)

    for cells, away in zip(voted.T, hidden.T, strict=True):
        assert away[(cells > 0) & (cells < threshold)].all()
        if away.any() and not away[cells > 0].all():
            assert away.sum() >= 2
            assert cells[away].sum() >= threshold


def test_a_threshold_of_nobody_is_refused():
    with pytest.raises(ValueError, match="1 or more, not 0"):
        hidden_cells(counted(1, 2), threshold=0)
