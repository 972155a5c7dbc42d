"""Budgets beside pabutools: made-up votes and the files at hand, rule by rule."""

from pathlib import Path

from accord.methods.budget import Kind
from oracle.budget import files, knapsacks, prices, winners
from oracle.budget.peer import peer_of
from oracle.budget.votes import Vote, election_of, random_vote, vote_in
from oracle.tally import Tally

RANDOM = 300
SEEDS = {Kind.APPROVAL: 3000, Kind.SCORING: 4000, Kind.CUMULATIVE: 5000, Kind.ORDINAL: 6000}


def compare(folder: Path, tally: Tally) -> None:
    if not folder.is_dir():
        print(f"left out: there are no votes on budgets at {folder}")
    for path in sorted(folder.glob("*.pb")):
        files.compare_reading(path, tally)
        compare_one(vote_in(path), tally)
    for kind, first in SEEDS.items():
        for seed in range(first, first + RANDOM):
            compare_one(random_vote(seed, kind), tally)


def compare_one(vote: Vote, tally: Tally) -> None:
    found, peer = election_of(vote).ready(), peer_of(vote)
    winners.compare(vote, found, peer, tally)
    prices.compare(vote, found, peer, tally)
    knapsacks.compare(vote, found, peer, tally)
    files.compare_writing(vote, found, peer, tally)
