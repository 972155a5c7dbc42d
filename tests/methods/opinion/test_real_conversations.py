"""Five real conversations, beside what red-dwarf 0.4.0 made of them (`expected.json`)."""

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest

from accord.methods.opinion.consensus import majority
from accord.methods.opinion.counts import count_votes
from accord.methods.opinion.pca import Axes, main_axes
from accord.methods.opinion.places import places
from accord.methods.opinion.votes import Votes, last_votes

pytestmark = pytest.mark.realdata
FOLDER = Path(os.environ.get("ACCORD_REALDATA", "../shared/data")) / "polis"
CONVERSATIONS = [
    "15-per-hour-seattle",
    "brexit-consensus",
    "canadian-electoral-reform",
    "scoop-hivemind.ubi",
    "vtaiwan.uberx",
]
SHOWN = 5  # statements that the peer lists


def read(name: str) -> Votes:
    with (FOLDER / name / "votes.csv").open(newline="") as file:
        rows = [
            [int(row[key]) for key in ("voter-id", "comment-id", "vote", "timestamp")]
            for row in csv.DictReader(file)
        ]
    person, statement, sign, time = np.array(rows).T
    return last_votes(person=person, statement=statement, sign=sign, time=time)


@pytest.fixture(params=CONVERSATIONS)
def conversation(request) -> tuple[Votes, Axes, dict]:
    votes = read(request.param)
    expected = json.loads((FOLDER / "expected.json").read_text())[request.param]
    return votes, main_axes(votes), expected


def test_people_and_the_spread_of_their_opinions_are_the_peers(conversation):
    votes, axes, expected = conversation

    assert len(votes.people) == expected["participants"]
    assert np.allclose(axes.variances, expected["explained_variance"], rtol=1e-8, atol=0)


def test_as_many_people_are_known_well_enough_as_the_peer_counts(conversation):
    votes, axes, expected = conversation

    assert places(votes, axes).is_known.sum() == expected["clustered"]


def test_most_agree_on_what_the_peer_says_they_agree_on(conversation):
    votes, axes, expected = conversation
    known = places(votes, axes).is_known
    counts = count_votes(votes, np.where(known, 0, -1))

    for agree, name in ((True, "agree"), (False, "disagree")):
        listed = votes.statements[majority(counts, agree=agree)[:SHOWN]].tolist()
        assert listed == expected["consensus"][name]
