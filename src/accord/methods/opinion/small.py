"""What may not be shown, because too few people stand behind it."""

from dataclasses import dataclass

from accord.methods.opinion.counts import NO_GROUP, Counts
from accord.methods.opinion.pca import Mask

THRESHOLD = 5  # people


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What may be shown of each statement.

    Attributes:
        of_groups: (statements,), what the groups said, and all that follows from it alone.
        together: all as one group; those without a group are left out where they are too few to
            be told beside the groups.
        of_all: (statements,), what `together` says.
    """

    of_groups: Mask
    together: Counts
    of_all: Mask


def shown(counts: Counts, *, threshold: int = THRESHOLD) -> Shown:
    """Tell what may be shown so that nobody learns what fewer than `threshold` people said.

    Groups are shown where each that voted on the statement did so with `threshold` people or more:
    else of no group, for sizes of groups and a score over all of them would give the small one
    away. All are shown together where `threshold` people voted; but beside the groups without those
    who have none, if these are fewer.

    Args:
        counts: from `count_votes`.
        threshold: people, 1 or more.

    Returns:
        Of every cell that holds fewer people (and not nobody), nothing that is shown depends on
        what they said more than the sum they are part of does.

    Raises:
        ValueError: if the threshold is below 1.

    Source: own, after cell suppression as in Hundepool et al. (2012), "Statistical Disclosure
    Control", chapter 4: with nothing shown between all and none there is nothing to subtract.
    """
    if threshold < 1:
        raise ValueError(f"a threshold is 1 or more, not {threshold}")
    voted = counts.by_sign.sum(axis=0)
    is_small = (voted > 0) & (voted < threshold)
    of_groups: Mask = ~is_small[:NO_GROUP].any(axis=0) & (voted[:NO_GROUP] > 0).any(axis=0)
    some = counts.by_sign.copy()
    some[:, NO_GROUP, of_groups & is_small[NO_GROUP]] = 0
    together = Counts(by_sign=some).of_everybody()
    return Shown(of_groups=of_groups, together=together, of_all=together.voted[0] >= threshold)
