from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from accord.methods.opinion.base import base_clusters
from accord.methods.opinion.pca import Axes, main_axes
from accord.methods.opinion.places import place_of, places
from accord.methods.opinion.votes import last_votes

POINTS = arrays(
    float,
    st.tuples(st.integers(0, 40), st.just(2)),
    elements=st.floats(-1e6, 1e6, allow_nan=False),
)


def some_votes(seed=3, people=60, statements=12, share=0.6):
    rng = np.random.default_rng(seed)
    person, statement = np.nonzero(rng.random((people, statements)) < share)
    return last_votes(person=person, statement=statement, sign=rng.integers(-1, 2, len(person)))


def two_axes(means, *directions):
    return Axes(
        means=np.array(means),
        directions=np.array(directions),
        variances=np.ones(2),
        steps=1,
        has_converged=True,
    )


def test_one_person_by_hand():
    axes = two_axes([0.5, 0.0, -0.5, 0.0], [0.6, 0.8, 0, 0], [0, 0, 1, 0])
    votes = last_votes(
        person=np.array([1, 1, 2]), statement=np.array([0, 2, 3]), sign=np.array([1, 1, -1])
    )
    votes = type(votes)(
        **{**vars(votes), "statements": np.arange(4), "columns": np.array([0, 2, 3])}
    )

    found = places(votes, axes)

    # Half a vote over the mean on the first statement, one and a half on the third; two of four.
    assert np.allclose(found.at[0], [0.5 * 0.6 * sqrt(2), 1.5 * sqrt(2)])
    assert found.votes.tolist() == [2, 1]
    assert found.enough == 4
    assert found.is_known.tolist() == [False, False]


def test_unstretched_places_are_those_of_the_main_axes():
    votes = some_votes(share=1.1)

    axes = main_axes(votes)

    assert np.allclose(places(votes, axes).at.var(axis=0, ddof=1), axes.variances)


def test_a_place_depends_on_ones_own_votes_alone():
    votes = some_votes()
    axes = main_axes(votes)
    found = places(votes, axes)

    for person in (0, 17, 59):
        own = slice(votes.starts[person], votes.starts[person + 1])
        alone = place_of(axes, columns=votes.columns[own][::-1], signs=votes.signs[own][::-1])
        assert np.allclose(alone, found.at[person])


def test_statements_moderated_out_move_nobody():
    votes = some_votes()
    out = np.zeros(12, bool)
    out[[2, 5]] = True
    axes = main_axes(votes)  # of another time, when they still counted
    changed = replace(votes, signs=votes.signs.copy())
    changed.signs[out[votes.columns]] *= -1

    before, after = (places(each, axes, without=out) for each in (votes, changed))

    assert (before.at == after.at).all()
    assert before.votes.sum() == (~out[votes.columns]).sum()


def test_who_cast_no_vote_stands_in_the_middle_and_is_not_known():
    axes = two_axes([0.1, 0.2], [1, 0], [0, 1])

    assert place_of(axes, columns=np.zeros(0, int), signs=np.zeros(0, np.int8)).tolist() == [0, 0]


@pytest.mark.parametrize("columns", [[0, 2], [-1, 0], [0]])
def test_votes_that_cannot_be_are_refused(columns):
    axes = two_axes([0.1, 0.2], [1, 0], [0, 1])

    with pytest.raises(ValueError, match="statements"):
        place_of(axes, columns=np.array(columns), signs=np.ones(2, np.int8))


def test_four_corners_are_four_neighbourhoods():
    corners = np.array([[0, 0], [0, 1], [5, 0], [5, 1]], float)

    base = base_clusters(np.repeat(corners, [3, 1, 2, 4], axis=0), most=10)

    assert base.centres.tolist() == corners.tolist()
    assert base.sizes.tolist() == [3, 1, 2, 4]


def test_the_widest_is_cut_first():
    base = base_clusters(np.array([[0, 0], [0, 1], [50, 0], [80, 0]], float), most=3)

    assert base.labels.tolist() == [0, 0, 1, 2]


@given(POINTS, st.integers(1, 12))
def test_everybody_is_in_one_neighbourhood_and_none_is_empty(at, most):
    base = base_clusters(at, most=most)

    assert len(base.sizes) <= most
    assert np.bincount(base.labels, minlength=len(base.sizes)).tolist() == base.sizes.tolist()
    assert (base.sizes > 0).all()
    for number, centre in enumerate(base.centres):
        mean = at[base.labels == number].mean(axis=0)
        assert np.allclose(centre, mean, rtol=1e-9, atol=1e-6)


@given(POINTS, st.integers(1, 12), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(at, most, chance):
    turned = list(range(len(at)))
    chance.shuffle(turned)

    base, other = base_clusters(at, most=most), base_clusters(at[turned], most=most)

    assert other.centres.tolist() == base.centres.tolist()
    assert other.labels.tolist() == base.labels[turned].tolist()


@given(POINTS)
def test_people_at_one_place_are_never_parted(at):
    base = base_clusters(np.vstack([at, at]), most=7)

    assert base.labels[: len(at)].tolist() == base.labels[len(at) :].tolist()


def test_a_place_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="two numbers"):
        base_clusters(np.array([[0.0, float("nan")]]))
