"""Attributes that say the same in part give nothing away, each small table tried whole."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations_with_replacement, pairwise, product

import numpy as np
import pytest

from accord.methods.representation import Attribute, People, Population, compare
from accord.methods.representation.linked import keep_apart
from accord.methods.representation.suppression import protect

AGE = Attribute.from_counts("age", {"young": 40, "old": 60})
BOTH = Attribute.from_counts("age and sex", {"yw": 20, "ym": 20, "ow": 32, "om": 28})
REGION = Attribute.from_counts("region", {"north": 30, "south": 50, "isles": 20})
SEX = Attribute.from_counts("sex", {"w": 52, "m": 48})
# Which group of the coarser attribute each group of the finer one is in.
NESTED = {
    "two of two": ((0, 0, 1, 1), AGE, BOTH),
    "one and three": ((0, 1, 1, 1), AGE, BOTH),
    "three regions": ((0, 0, 1, 2), REGION, BOTH),
    "the same": ((0, 1, 2, 3), Attribute("again", BOTH.values, BOTH.shares[::-1]), BOTH),
}


def tables(groups: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can fall into so many groups."""
    ends = np.array(list(np.ndindex(*[total + 1] * (groups - 1))))
    for cuts in ends[(np.diff(ends, axis=1) >= 0).all(axis=1)].tolist():
        yield tuple(right - left for left, right in pairwise([0, *cuts, total]))


def shown(counts, group_of, coarse, fine, missing):
    """What is shown of both; `missing` are the coarser groups of those who left the finer out."""
    rows = [
        (group, place, count)
        for place, (group, count) in enumerate(zip(group_of, counts, strict=True))
        if count
    ] + [(group, -1, 1) for group in missing]
    codes = np.array([row[:2] for row in rows], np.int32)
    people = People(codes, np.array([row[2] for row in rows], np.int64))
    population = Population((coarse, fine))
    tallies = [people.tally(at, len(each.values))[0] for at, each in enumerate((coarse, fine))]
    protected = [
        protect(tally, each.shares)
        for tally, each in zip(tallies, population.attributes, strict=True)
    ]
    return keep_apart(people, population, tallies, protected, threshold=5)


@pytest.mark.parametrize("total", [9, 12, 14, 17])
@pytest.mark.parametrize(
    ("case", "unknown"), [*product(NESTED, [0]), ("two of two", 1), ("three regions", 2)]
)
def test_at_least_four_counts_are_left_for_each_hidden_group(case, total, unknown):
    group_of, coarse, fine = NESTED[case]
    answers = defaultdict(list)
    for counts in tables(4, total):
        for missing in combinations_with_replacement(sorted(set(group_of)), unknown):
            answers[shown(counts, group_of, coarse, fine, missing)].append(counts)

    for alike in answers.values():
        for place in range(4):
            left = {counts[place] for counts in alike}
            assert min(left) >= 5 or len(left) >= 4


def test_beside_age_and_sex_age_is_not_shown():
    people = [[0, 0]] * 9 + [[0, 1]] * 2 + [[1, 2]] * 30 + [[1, 3]] * 20

    found = compare(People.one_by_one(people), Population((AGE, BOTH)))

    age, both = found.attributes
    assert [group.count for group in age.groups] == [None, None]
    assert [group.count for group in both.groups] == [9, None, None, 20]
    assert found.notices == (
        "age: not shown beside age and sex, for together they could give hidden groups away. "
        "To see it, leave age and sex out.",
    )


def test_where_nothing_is_hidden_both_are_shown():
    people = [[0, 0]] * 9 + [[0, 1]] * 5 + [[1, 2]] * 30 + [[1, 3]] * 20

    found = compare(People.one_by_one(people), Population((AGE, BOTH)))

    assert found.notices == ()


def test_a_small_group_of_both_kinds_does_not_hide_that_the_others_are_sums():
    """Who lives elsewhere may be young or old; all others give their age with their group."""
    people = [[0, 0]] * 9 + [[0, 1], [1, 1]] + [[1, 2]] * 30 + [[1, 3]] * 20

    found = compare(People.one_by_one(people), Population((AGE, BOTH)))

    assert found.notices[0].startswith("age: not shown")


def test_a_group_that_only_small_ones_share_is_still_told_apart_by_them():
    """All of the 6 men live in small places, with women: so place and sex have no sum in common."""
    place = Attribute.from_counts("place", dict.fromkeys("abcd", 10))
    people = [[0, 0]] * 20 + [[1, 0]] * 12 + [[2, 1]] * 3 + [[2, 0]] + [[3, 1]] * 3

    found = compare(People.one_by_one(people), Population((place, SEX)))

    assert found.notices == ()


def test_of_three_that_say_the_same_the_finest_is_shown():
    people = [[0, 0, 0]] * 9 + [[0, 1, 1]] * 2 + [[1, 2, 0]] * 30 + [[1, 3, 1]] * 20

    found = compare(People.one_by_one(people), Population((AGE, BOTH, SEX)))

    assert [len(each.parts) for each in found.attributes] == [1, 3, 1]


@pytest.mark.parametrize("people", [40, 60, 200])
def test_attributes_that_have_nothing_to_do_with_each_other_are_both_shown(people):
    rng = np.random.default_rng(1)
    places = Attribute.from_counts("place", {f"place {n}": 2 ** (8 - n) for n in range(8)})
    notices = []
    for _ in range(50):
        codes = np.column_stack(
            [rng.choice(2, people), rng.choice(8, people, p=[float(s) for s in places.shares])]
        )
        notices += compare(People.one_by_one(codes), Population((SEX, places))).notices

    assert notices == []
