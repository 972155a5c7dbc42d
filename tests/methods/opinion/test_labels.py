import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.opinion.labels import Patience, kept


def test_a_group_keeps_the_name_that_most_of_it_had():
    people = np.array([1, 2, 3, 4, 5, 6])

    found = kept(
        np.array([0, 0, 0, 1, 1, -1]),
        groups=2,
        people=people,
        old_labels=np.array([1, 1, 0, 0, -1]),
        old_people=people[:5],
    )

    assert found.tolist() == [1, 1, 1, 0, 0, -1]


def test_a_new_group_gets_a_number_that_is_free():
    people = np.arange(6)

    found = kept(
        np.array([0, 0, 1, 1, 2, 2]),
        groups=3,
        people=people,
        old_labels=np.array([1, 1, 1, 0, 0, 0]),
        old_people=people,
    )

    assert sorted(set(found.tolist())) == [0, 1, 2]
    assert found[:2].tolist() == [1, 1]
    assert found[4:].tolist() == [0, 0]


@given(
    labels=st.lists(st.integers(-1, 3), min_size=1, max_size=30),
    names=st.permutations(range(4)),
)
def test_other_names_for_the_same_groups_are_taken_back(labels, names):
    old = np.array(labels)
    renamed = np.append(np.array(names), -1)[old]
    people = np.arange(len(old))

    found = kept(renamed, groups=4, people=people, old_labels=old, old_people=people)

    assert found.tolist() == labels


def test_a_label_for_each_person():
    with pytest.raises(ValueError, match="each person has one label"):
        kept(
            np.array([0]),
            groups=1,
            people=np.array([1, 2]),
            old_labels=np.array([0]),
            old_people=np.array([1]),
        )


def test_another_number_of_groups_must_win_four_times_running():
    shown = []
    patience = Patience(shown=2, rival=2)
    for best in [3, 3, 3, 2, 3, 3, 3, 3, 4]:
        patience = patience.after(best)
        shown.append(patience.shown)

    assert shown == [2, 2, 2, 2, 2, 2, 2, 3, 3]


def test_a_change_of_rival_begins_anew():
    patience = Patience(shown=2, rival=2)
    for best in [3, 3, 3, 4, 3, 3, 3]:
        patience = patience.after(best)

    assert patience == Patience(shown=2, rival=3, wins=3)
