import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.opinion.counts import Counts, count_votes, slices
from accord.methods.opinion.votes import Votes, last_votes

GROUPS, PEOPLE, STATEMENTS = 3, 5, 4
TABLE = st.lists(
    st.lists(st.sampled_from([None, -1, 0, 1]), min_size=STATEMENTS, max_size=STATEMENTS),
    min_size=PEOPLE,
    max_size=PEOPLE,
)
LABELS = st.lists(st.integers(-1, GROUPS - 1), min_size=PEOPLE, max_size=PEOPLE)
DEEDS = st.lists(
    st.one_of(
        st.tuples(
            st.integers(0, PEOPLE - 1),
            st.integers(0, STATEMENTS - 1),
            st.sampled_from([None, -1, 0, 1]),
        ),
        st.tuples(st.integers(0, PEOPLE - 1), st.integers(-1, GROUPS - 1)),
    )
)


def votes_of(table) -> Votes:
    """All people and statements are there, voted on or not."""
    rows = [
        (person, statement, sign)
        for person, said in enumerate(table)
        for statement, sign in enumerate(said)
        if sign is not None
    ]
    person, statement, sign = np.array(rows, np.int64).reshape(-1, 3).T
    starts = np.searchsorted(person, np.arange(len(table) + 1)).astype(np.int32)
    return Votes(
        people=np.arange(len(table)),
        statements=np.arange(STATEMENTS),
        starts=starts,
        columns=statement.astype(np.int32),
        signs=sign.astype(np.int8),
    )


def counted(table, labels) -> Counts:
    return count_votes(votes_of(table), np.array(labels), groups=GROUPS)


def by_hand(table, labels, group, sign):
    return [
        sum(
            said[statement] == sign for said, own in zip(table, labels, strict=True) if own == group
        )
        for statement in range(STATEMENTS)
    ]


def test_three_people_by_hand():
    votes = last_votes(
        person=np.array([1, 1, 2, 2, 3]),
        statement=np.array([10, 11, 10, 11, 10]),
        sign=np.array([1, 0, 1, -1, -1]),
    )

    counts = count_votes(votes, np.array([0, 0, 1]))

    assert counts.agreed.tolist() == [[2, 0], [0, 0]]
    assert counts.disagreed.tolist() == [[0, 1], [1, 0]]
    assert counts.passed.tolist() == [[0, 1], [0, 0]]
    assert counts.voted.tolist() == [[2, 2], [1, 0]]
    assert counts.of_everybody().voted.tolist() == [[3, 2]]


@given(TABLE, LABELS)
def test_each_count_is_what_counting_people_gives(table, labels):
    counts = counted(table, labels)

    for group in range(GROUPS):
        assert counts.agreed[group].tolist() == by_hand(table, labels, group, 1)
        assert counts.disagreed[group].tolist() == by_hand(table, labels, group, -1)
        assert counts.passed[group].tolist() == by_hand(table, labels, group, 0)


@given(TABLE, LABELS, DEEDS)
def test_kept_up_one_by_one_they_are_what_counting_anew_gives(table, labels, changes):
    counts = counted(table, labels)

    for person, *change in changes:
        if len(change) == 2:
            statement, sign = change
            old = table[person][statement]
            counts.change_vote(group=labels[person], statement=statement, old=old, new=sign)
            table[person][statement] = sign
        else:
            said = [(c, s) for c, s in enumerate(table[person]) if s is not None]
            columns, signs = np.array(said, np.int64).reshape(-1, 2).T
            counts.change_group(old=labels[person], new=change[0], columns=columns, signs=signs)
            labels[person] = change[0]

    assert counts.by_sign.tolist() == counted(table, labels).by_sign.tolist()


@given(TABLE, LABELS, st.permutations(range(PEOPLE)))
def test_the_order_of_people_does_not_matter(table, labels, order):
    mixed = counted([table[place] for place in order], [labels[place] for place in order])

    assert mixed.by_sign.tolist() == counted(table, labels).by_sign.tolist()


@given(TABLE, LABELS, st.integers(0, GROUPS - 1))
def test_a_person_who_votes_like_another_adds_one_wherever_that_one_voted(table, labels, group):
    more = counted([*table, table[0]], [*labels, group]).by_sign - counted(table, labels).by_sign

    assert more.sum() == sum(sign is not None for sign in table[0])
    assert more.sum() == more[:, group].sum()


@given(TABLE, st.integers(1, 9))
def test_slices_cover_everybody_once(table, at_once):
    cut = slices(votes_of(table), at_once)

    assert [place for first, last in cut for place in range(first, last)] == list(range(PEOPLE))


def test_those_without_a_group_are_in_none_and_in_everybody():
    counts = counted([[1, None, None, None]] * PEOPLE, [-1] * PEOPLE)

    assert counts.agreed.sum() == 0
    assert counts.of_everybody().agreed.tolist() == [[PEOPLE, 0, 0, 0]]


def test_nobody_voted_is_no_error():
    nobody = np.zeros(0, np.int64)

    counts = count_votes(last_votes(person=nobody, statement=nobody, sign=nobody), nobody)

    assert counts.agreed.shape == (0, 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"old": 0}, "nobody of group 0 said 0"),
        ({"old": None, "new": 2}, "a vote is 1, 0 or -1, not 2"),
        ({"group": 3}, "there is no group 3"),
        ({"statement": -1}, "no statement at place -1"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_changes_nothing(change, said):
    table = [[1, None, None, None]] * PEOPLE
    counts = counted(table, [0] * PEOPLE)

    with pytest.raises(ValueError, match=said):
        counts.change_vote(**{"group": 0, "statement": 0, "old": 1, "new": 0, **change})

    assert counts.by_sign.tolist() == counted(table, [0] * PEOPLE).by_sign.tolist()


@pytest.mark.parametrize("labels", [[0, 1], [0, 0, 0, 0, -2], [0, 0, 0, 0, 3]])
def test_labels_that_do_not_fit_are_refused(labels):
    with pytest.raises(ValueError, match="label"):
        counted([[1] * STATEMENTS] * PEOPLE, labels)
