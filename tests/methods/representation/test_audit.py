"""Whatever changes a result changes its record."""

import numpy as np
import pytest
import scipy

from accord.methods.audit import Tie
from accord.methods.representation import Attribute, People, Population, compare

AGE = Attribute.from_counts("age", {"young": 500, "old": 500})
SEX = Attribute.from_counts("sex", {"w": 500, "m": 500})
PEOPLE = People.one_by_one([[n % 2, n // 2 % 2] for n in range(40)])


def test_each_parameter_is_in_the_record():
    found = [
        compare(PEOPLE, Population((AGE, SEX)), **more).audit
        for more in ({}, {"cap": 3.0}, {"sweeps": 9}, {"threshold": 6})
    ]

    assert len({audit.fingerprint() for audit in found}) == 4


def test_what_no_caller_can_change_is_in_the_record_too():
    audit = compare(PEOPLE, Population((AGE, SEX))).audit

    assert audit.version == "2"
    assert audit.as_json()["parameters"] == {
        "threshold": 5,
        "cap": 5.0,
        "sweeps": 1000,
        "tolerance": 1e-9,
        "settled": 1e-9,
        "deviations": "489991/250000",
        "least_expected": 5,
        "significant": 0.05,
        "small_effect": 0.1,
        "low_rate": "1/10",
        "least_large_groups": 2,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }


@pytest.mark.parametrize(("fourth", "is_tied"), [(20, True), (19, False)])
def test_which_of_two_equally_large_groups_is_hidden_is_a_tie(fourth, is_tied):
    place = Attribute.from_counts("place", {"a": 10, "b": 20, "c": 15, "d": fourth})
    people = People.one_by_one([[0]] * 3 + [[1]] * 9 + [[2]] * 9 + [[3]] * 9)

    ties = compare(people, Population((place,))).audit.ties

    assert ties == (
        (
            Tie(
                where="place: which group is hidden with the small ones",
                between=("b", "d"),
                taken="b",
                broken_by="the largest group of the population, then the first in its order",
            ),
        )
        if is_tied
        else ()
    )
