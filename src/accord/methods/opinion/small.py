"""What may not be shown of a group, because too few people stand behind it."""

import numpy as np

from accord.methods.opinion.counts import Counts
from accord.methods.opinion.pca import Mask

THRESHOLD = 5  # people


def hidden_cells(counts: Counts, *, threshold: int = THRESHOLD) -> Mask:
    """Tell which counts to leave out where the counts of everybody are shown beside them.

    A group's answers to a statement are hidden where fewer than `threshold` of its people voted
    on it. What is hidden must not follow by subtraction from what everybody said: so on each
    statement with something hidden the hidden cells, those without a group among them, are at
    least two and hold at least `threshold` people together; the smallest others are hidden too.

    Args:
        counts: from `count_votes`.
        threshold: people, 1 or more.

    Returns:
        (groups + 1, statements), True where nothing of the cell may be shown; the last row are
        people without a group. A cell in which nobody voted hides nobody, so it is no help
        either: it doesn't count as one of two.

    Raises:
        ValueError: if the threshold is below 1.
    """
    if threshold < 1:
        raise ValueError(f"a threshold is 1 or more, not {threshold}")
    voted = counts.by_sign.sum(axis=0)
    hidden: Mask = (voted > 0) & (voted < threshold)
    last = np.iinfo(voted.dtype).max  # empty cells come after all others
    order = np.argsort(np.where(voted > 0, voted, last), axis=0, kind="stable")
    place = np.argsort(order, axis=0)
    together = np.cumsum(np.take_along_axis(voted, order, axis=0), axis=0)
    # How many of the smallest must go, so that they hold enough people; then they are two or more.
    enough = together >= threshold
    first = np.where(enough.any(axis=0), enough.argmax(axis=0), len(voted) - 1)
    protected: Mask = hidden | (hidden.any(axis=0) & (place <= first) & (voted > 0))
    return protected
