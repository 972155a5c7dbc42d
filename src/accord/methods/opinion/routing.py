"""Which statement to ask somebody about next."""

import numpy as np
import numpy.typing as npt

from accord.methods.opinion.counts import Counts
from accord.methods.opinion.shares import Flags, Floats


def priority(counts: Counts, extremity: Floats, *, without: Flags | None = None) -> Floats:
    """How much is learnt by asking one more person about each statement.

    ((1 - passed) (1 + extremity) agreed (1 + 8 · 2^(-seen / 5)))², shares as (n + 1) / (seen + 2):
    new statements come early, those that many pass on come late.

    Args:
        counts: of all groups.
        extremity: (statements,), how far the statement pulls people apart on the map, not negative.
        without: (statements,), True for those moderated out: nobody is asked about them.

    Returns:
        (statements,), positive, 0 where moderated out; draw in proportion to it among those a
        person hasn't seen.

    Raises:
        ValueError: if there isn't an extremity for each statement, or one isn't 0 or more.

    Source: Small et al. (2021), "Polis", RECERCA 26(2); the numbers are those of Polis' own code as
    reported. Polis' fixed priority of statements about the conversation itself is left out.
    """
    if extremity.shape != (counts.by_sign.shape[2],) or not (extremity >= 0).all():
        raise ValueError("extremity is a number from 0 on for each statement")
    passed, agreed, _disagreed = counts.by_sign.sum(axis=1)
    seen = counts.by_sign.sum(axis=(0, 1))
    worth = (1 - (passed + 1) / (seen + 2)) * (1 + extremity) * (agreed + 1) / (seen + 2)
    found: Floats = (worth * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    return found if without is None else np.where(without, 0.0, found)


def next_statement(
    priorities: Floats, *, unseen: npt.NDArray[np.bool_], rng: np.random.Generator
) -> int | None:
    """Draw what to ask next, in proportion to priority; None when nothing is left to ask.

    Raises:
        ValueError: if the two differ in length.
    """
    if unseen.shape != priorities.shape:
        raise ValueError(f"{len(priorities)} priorities, but {unseen.shape} marks")
    places = np.flatnonzero(unseen & (priorities > 0))
    if not len(places):
        return None
    edges = np.cumsum(priorities[places])
    at = np.searchsorted(edges, rng.random() * edges[-1], side="right")
    return int(places[min(at, len(places) - 1)])
