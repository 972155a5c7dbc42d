"""Prices closer to each other than floats can tell: what decides is the exact price."""

import pytest

from accord.methods.budget import Project, Utility, election, equal_shares

LEVEL = 5 * 10**14  # of money for each point: a float next to it is a sixteenth away


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("more", "first"), [(1, "three"), (2, "two")])
def test_a_sixth_of_a_unit_decides(more, first, turned):
    # three pay LEVEL + more/3 each, two pay LEVEL + 1/2 each
    projects = [
        Project(id="three", cost=3 * LEVEL + more),
        Project(id="two", cost=2 * LEVEL + 1),
    ]
    ballots = [{"three": 1}] * 3 + [{"two": 1}] * 2
    vote = election(projects[::-1] if turned else projects, 5 * (LEVEL + 1), ballots)

    result = equal_shares(vote, utility=Utility.CARDINALITY)

    assert result.selected[0] == first
    assert len(result.selected) == 2
    assert result.ties == ()
