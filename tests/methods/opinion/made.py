"""Conversations made up for tests."""

import numpy as np

from accord.methods.opinion.votes import Votes, last_votes


def conversation(
    seed: int, *, people: int = 80, statements: int = 20, groups: int = 1, seen: float = 0.8
) -> tuple[Votes, np.ndarray]:
    """Votes, and the group each person was made in: groups say yes to different statements."""
    rng = np.random.default_rng(seed)
    own = np.arange(people) % groups
    yes = np.full((groups, statements), 0.5)
    if groups > 1:
        yes = np.where(np.arange(statements) % groups == np.arange(groups)[:, None], 0.95, 0.1)
    signs = np.where(rng.random((people, statements)) < yes[own], 1, -1)
    person, statement = np.nonzero(rng.random((people, statements)) < seen)
    return last_votes(person=person, statement=statement, sign=signs[person, statement]), own
