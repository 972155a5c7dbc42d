"""How often groups are claimed that aren't there, and found that are: `make bench-groups`.

Conversations are made up with stated seeds. Without structure, no answer tells anything about
another, however statements are agreed with and people lean; of planted groups each
agrees by a stated share more or less than all, drawn anew for half of the statements.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import permutations

import numpy as np
from scipy.special import ndtri

from accord.methods.opinion.map import opinion_map
from accord.methods.opinion.votes import Votes, last_votes

EACH = 200
PLANTED_EACH = 40
SEED = 20_000
KINDS = {
    "10 people × 8 statements, all seen": {"people": 10, "statements": 8, "seen": 1.0},
    "60 people × 20 statements, 80 % seen": {"people": 60, "statements": 20, "seen": 0.8},
    "200 × 40, half seen": {"people": 200, "statements": 40, "seen": 0.5},
    "400 × 100, 15 % seen": {"people": 400, "statements": 100, "seen": 0.15},
    "100 × 30, all seen, nobody passes": {
        "people": 100,
        "statements": 30,
        "seen": 1.0,
        "passes": 0.0,
    },
    "200 × 40, people lean to agree or disagree": {
        "people": 200,
        "statements": 40,
        "seen": 0.6,
        "leaning": 0.7,
    },
}
MOVED = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]


def conversation(
    seed: int,
    *,
    people: int,
    statements: int,
    seen: float,
    passes: float = 0.1,
    leaning: float = 0.0,
    groups: int = 1,
    moved: float = 0.0,
) -> tuple[Votes, np.ndarray]:
    """Votes, and the group each person was made in."""
    rng = np.random.default_rng(seed)
    share = rng.beta(2, 2, statements)
    own = rng.integers(0, groups, people)
    if groups > 1:
        share = 0.2 + 0.6 * share
    sides = np.where(rng.random(statements) < 0.5, rng.choice([-1, 1], (groups, statements)), 0)
    chance = np.clip(share + sides * moved, 0.02, 0.98)[own]
    level = ndtri(chance) + leaning * rng.normal(size=(people, 1))
    signs = np.where(level + rng.normal(size=(people, statements)) > 0, 1, -1)
    signs[rng.random(signs.shape) < passes] = 0
    person, statement = np.nonzero(rng.random(signs.shape) < seen)
    return last_votes(person=person, statement=statement, sign=signs[person, statement]), own


def claimed(kind: str, seed: int) -> bool:
    votes, _own = conversation(seed, **KINDS[kind])
    return opinion_map(votes, seed=seed).groups > 1


def found(groups: int, moved: float, seed: int) -> tuple[int, float]:
    """How many groups are shown, and the share of people in the right one."""
    votes, own = conversation(seed, people=300, statements=50, seen=0.6, groups=groups, moved=moved)
    shown = opinion_map(votes, seed=seed)
    if shown.groups != groups:
        return shown.groups, 0.0
    own, labels = own[votes.people], shown.labels
    right = max(
        (np.array(names)[labels] == own)[labels >= 0].mean()
        for names in permutations(range(groups))
    )
    return shown.groups, float(right)


def all_of(pool: ProcessPoolExecutor, work: Callable, times: int) -> list:
    return list(pool.map(work, range(SEED, SEED + times), chunksize=10))


def main() -> int:
    with ProcessPoolExecutor(2) as pool:
        total = 0
        for kind in KINDS:
            wrong = sum(all_of(pool, partial(claimed, kind), EACH))
            total += wrong
            print(f"{kind}: groups claimed in {wrong} of {EACH}", flush=True)
        made = EACH * len(KINDS)
        print(f"without structure, in all: {total} of {made}, {total / made:.1%}\n", flush=True)
        for groups in (2, 3):
            for moved in MOVED:
                seen = all_of(pool, partial(found, groups, moved), PLANTED_EACH)
                several = sum(count > 1 for count, _right in seen)
                exact = [right for count, right in seen if count == groups]
                right = f"{np.mean(exact):.0%} of people in the right one" if exact else "–"
                print(
                    f"{groups} groups, each {moved:.0%} up or down on half of the statements:"
                    f" more than one in {several / len(seen):.0%},"
                    f" {groups} in {len(exact) / len(seen):.0%}, {right}",
                    flush=True,
                )
    return 0 if total <= 0.05 * made else 1


if __name__ == "__main__":
    sys.exit(main())
