"""Whether people would have found themselves in the same group, had others taken part."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from accord.methods.opinion.base import Base, Numbers, base_clusters
from accord.methods.opinion.chance import STEPS, of_people
from accord.methods.opinion.groups import Split, split
from accord.methods.opinion.pca import Floats, Mask, main_axes
from accord.methods.opinion.places import places
from accord.methods.opinion.votes import Votes

ROUNDS = 10


@dataclass(frozen=True, kw_only=True)
class Stability:
    """How many people stay together when half of all take part.

    Attributes:
        share: mean share of people who find themselves in the same group, between 0 and 1.
        of_groups: (groups,), the same for the people of each group.
        rounds: halves that were drawn and gave as many groups.
    """

    share: float
    of_groups: Floats
    rounds: int


def stability(
    votes: Votes,
    labels: Numbers,
    *,
    groups: int,
    rng: np.random.Generator,
    without: Mask | None = None,
    rounds: int = ROUNDS,
) -> Stability:
    """Draw half of the people, map them anew, put everybody on that map, and compare.

    Args:
        votes: last votes.
        labels: (people,), the group of each, -1 for none.
        groups: how many there are.
        rng: for the halves.
        without: (statements,), True for those moderated out.
        rounds: halves to draw.

    Returns:
        1 where all stay together; with `groups` groups of like size, chance alone keeps about
        1 / `groups` or a little more. 0 in `rounds` means that no half could be parted.
    """
    known = np.flatnonzero(labels >= 0)
    same = np.zeros(groups)
    made = 0
    for _ in range(rounds if groups > 1 and len(known) > 1 else 0):
        half = np.sort(rng.permutation(known)[: (len(known) + 1) // 2])
        some = of_people(votes, half)
        axes = main_axes(some, without=without, steps=STEPS)
        apart = split_of(base_clusters(places(some, axes, without=without).at), groups)
        if apart is None:
            continue
        at = places(votes, axes, without=without).at[known]
        found = ((at[:, None] - apart.centres) ** 2).sum(axis=2).argmin(axis=1)
        same += matched(labels[known], found, groups)
        made += 1
    sizes = np.bincount(labels[known], minlength=groups)
    of_groups = same / np.maximum(1, made * sizes)
    share = float(same.sum() / max(1, made * len(known)))
    return Stability(share=share, of_groups=of_groups, rounds=made)


def split_of(base: Base, groups: int) -> Split | None:
    if len(base.sizes) < groups:
        return None
    return split(base, groups)


def matched(labels: Numbers, found: Numbers, groups: int) -> Floats:
    """(groups,), how many of each stay together, the groups of both named as fits best."""
    shared = np.zeros((groups, groups), np.int64)
    np.add.at(shared, (labels, found), 1)
    rows = np.arange(groups)
    best = max(permutations(range(groups)), key=lambda names: int(shared[rows, list(names)].sum()))
    stayed: Floats = shared[rows, list(best)].astype(np.float64)
    return stayed
