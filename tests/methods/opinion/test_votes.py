import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.opinion.votes import Votes, last_votes

ROWS = st.lists(
    st.tuples(
        st.sampled_from([3, 7, 8, 5_000_000]),  # one far off: ids are no places
        st.integers(0, 4),
        st.integers(-1, 1),
        st.integers(0, 3),
    ),
    max_size=40,
)


def votes_of(rows) -> Votes:
    person, statement, sign, time = np.array(rows, np.int64).reshape(-1, 4).T
    return last_votes(person=person, statement=statement, sign=sign, time=time)


def as_said(votes: Votes) -> dict[tuple[int, int], int]:
    return {
        (int(votes.people[row]), int(votes.statements[column])): int(sign)
        for row, column, sign in zip(votes.rows, votes.columns, votes.signs, strict=True)
    }


def test_the_last_vote_counts_and_of_equal_times_the_later_row():
    votes = votes_of([(1, 10, 1, 5), (1, 10, -1, 9), (1, 10, 0, 7), (2, 10, 1, 4), (2, 10, 0, 4)])

    assert as_said(votes) == {(1, 10): -1, (2, 10): 0}


def test_a_pass_is_a_vote():
    assert votes_of([(1, 10, 0, 1), (1, 11, 1, 2)]).counts.tolist() == [2]


@given(ROWS)
def test_it_keeps_what_replaying_the_rows_in_time_would_keep(rows):
    replayed = {}
    for person, statement, sign, _ in sorted(rows, key=lambda row: row[3]):
        replayed[person, statement] = sign

    assert as_said(votes_of(rows)) == replayed


@given(ROWS, st.randoms())
def test_the_order_of_rows_with_different_times_does_not_matter(rows, chance):
    rows = [(*row[:3], time) for time, row in enumerate(rows)]
    mixed = list(rows)
    chance.shuffle(mixed)

    assert as_said(votes_of(mixed)) == as_said(votes_of(rows))


def test_without_times_the_rows_are_in_order():
    one = np.array([1, 1])

    votes = last_votes(person=one, statement=one, sign=np.array([1, -1]))

    assert as_said(votes) == {(1, 1): -1}


def test_nobody_voted_is_no_error():
    votes = votes_of([])

    assert (len(votes.people), len(votes.statements), len(votes.signs)) == (0, 0, 0)


def test_an_unknown_vote_is_refused_by_its_row():
    with pytest.raises(ValueError, match="row 2: a vote is 1, 0 or -1, not 2"):
        votes_of([(1, 1, 1, 1), (1, 2, 2, 1)])


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        last_votes(person=np.array([1]), statement=np.array([1]), sign=np.array([1, 1]))
