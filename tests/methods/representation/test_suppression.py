"""What may be shown of one attribute, every small table tried whole."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

import pytest

from accord.methods.representation.suppression import protect


def tables(groups: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can fall into so many groups."""
    if groups == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(groups - 1, total - first):
            yield (first, *rest)


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize(("groups", "most"), [(2, 24), (3, 16)])
def test_a_small_group_could_be_of_any_small_size(groups, most, threshold):
    shares = tuple(Fraction(k + 1, groups * (groups + 1) // 2) for k in range(groups))

    for total in range(1, most + 1):
        alike = defaultdict(list)
        for counts in tables(groups, total):
            alike[protect(counts, shares, threshold=threshold)].append(counts)
        for shown, candidates in alike.items():
            for group in range(groups):
                values = {counts[group] for counts in candidates}
                assert shown.at_least[group] <= min(values)
                assert max(values) <= shown.at_most[group]
                if shown.shown[group] == "small":
                    assert values == set(range(threshold))


@pytest.mark.parametrize("total", range(1, 25))
def test_with_three_groups_at_least_four_counts_are_left_for_each_hidden_one(total):
    """Whoever knows the rule tries each table with the same sum, and keeps those shown alike."""
    shares = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
    tables: dict[object, list[tuple[int, ...]]] = {}
    for first in range(total + 1):
        for second in range(total + 1 - first):
            counts = (first, second, total - first - second)
            tables.setdefault(protect(counts, shares), []).append(counts)

    for shown, alike in tables.items():
        for place, state in enumerate(shown.shown):
            left = {counts[place] for counts in alike}
            assert len(left) == 1 if state == "shown" else len(left) >= min(4, total + 1)


def test_what_helps_to_hide_has_at_least_what_the_small_ones_leave():
    shares = [Fraction(4, 10), Fraction(1, 10), Fraction(2, 10), Fraction(3, 10)]

    found = protect([20, 3, 4, 9], shares)

    assert found.shown == ("covering", "small", "small", "shown")
    assert (found.at_least[0], found.at_most[0]) == (19, 27)
