from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.opinion.base import Base, base_clusters
from accord.methods.opinion.groups import best_split, limit, means, nearest, silhouette, split


def line(*places, sizes=None) -> Base:
    centres = np.array([[place, 0.0] for place in places])
    return Base(
        labels=np.arange(len(places)),
        centres=centres,
        sizes=np.array(sizes or [1] * len(places), np.int64),
    )


def blobs(rng, *middles, each=60) -> np.ndarray:
    return np.concatenate([rng.normal(middle, 0.5, (each, 2)) for middle in middles])


def test_a_silhouette_by_hand():
    # Two people at 0, one at 3; one at 10, one at 12.
    base = line(0, 3, 10, 12, sizes=[2, 1, 1, 1])

    found = silhouette(base.apart, base.sizes, np.array([0, 0, 1, 1]), 2)

    at_0 = (Fraction(11) - Fraction(3, 2)) / 11
    at_3 = (Fraction(8) - 3) / 8
    at_10 = (Fraction(27, 3) - 2) / 9  # 10, 10 and 7 away from the others, 2 from its own
    at_12 = (Fraction(33, 3) - 2) / 11
    assert found == pytest.approx(float((2 * at_0 + at_3 + at_10 + at_12) / 5), abs=1e-12)


def test_whoever_is_alone_counts_nothing():
    base = line(0, 1, 9)

    found = silhouette(base.apart, base.sizes, np.array([0, 0, 1]), 2)

    assert found == pytest.approx(((9 - 1) / 9 + (8 - 1) / 8 + 0) / 3)


@pytest.mark.parametrize(
    "middles",
    [
        [(0, 0), (6, 0)],
        [(0, 0), (6, 0), (3, 6)],
        [(0, 0), (6, 0), (0, 6), (6, 6)],
        [(0, 0), (8, 0), (0, 8), (8, 8), (4, 4)],
    ],
)
def test_as_many_groups_are_found_as_there_are(middles):
    base = base_clusters(blobs(np.random.default_rng(1), *middles))

    found = best_split(base)

    assert found is not None
    assert found.sizes.tolist() == [60] * len(middles)
    assert sorted(map(tuple, found.centres.round().tolist())) == sorted(middles)


def test_a_group_smaller_than_allowed_is_none():
    at = blobs(np.random.default_rng(1), (0, 0)).tolist() + [[50.0, 50.0]] * 4

    base = base_clusters(np.array(at))

    assert best_split(base, smallest=5, most=2) is None
    assert sorted(best_split(base, smallest=4, most=2).sizes.tolist()) == [4, 60]


@pytest.mark.parametrize("at", [[], [[1.0, 1.0]], [[1.0, 1.0]] * 50])
def test_people_at_one_place_are_not_parted(at):
    base = base_clusters(np.array(at).reshape(-1, 2))

    assert best_split(base) is None


def test_nobody_is_drawn_to_a_group_without_people():
    base = line(-1, 0, 9, sizes=[3, 1, 2])

    centres = means(base, np.array([[0, 0, 2]]), 3)

    assert centres.tolist() == [[[-0.75, 0], [np.inf, np.inf], [9, 0]]]
    assert nearest(base, centres).tolist() == [[0, 0, 2]]


def test_two_places_are_no_three_groups():
    assert split(line(0, 9, sizes=[5, 5]), 3) is None


def test_few_neighbourhoods_make_few_groups():
    assert limit(line(*range(11)), 5) == 2
    assert limit(line(*range(12)), 5) == 3
    assert limit(line(*range(100)), 5) == 5


@given(seed=st.integers(0, 10_000), people=st.integers(12, 60), groups=st.integers(2, 5))
def test_each_neighbourhood_is_in_the_group_nearest_to_it(seed, people, groups):
    base = base_clusters(np.random.default_rng(seed).normal(size=(people, 2)))

    found = split(base, groups)

    assert found is not None
    assert found.sizes.sum() == people
    apart = ((base.centres[:, None] - found.centres) ** 2).sum(axis=2)
    own = apart[np.arange(len(apart)), found.labels]
    assert (own <= apart.min(axis=1) + 1e-9).all()
    assert -1 <= found.silhouette <= 1


@given(seed=st.integers(0, 10_000))
def test_the_order_of_people_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    at = blobs(rng, (0, 0), (4, 1), each=20)
    order = rng.permutation(len(at))

    plain, mixed = base_clusters(at), base_clusters(at[order])
    first, second = best_split(plain), best_split(mixed)

    assert first is not None
    assert second is not None
    assert (first.labels[plain.labels][order] == second.labels[mixed.labels]).all()
