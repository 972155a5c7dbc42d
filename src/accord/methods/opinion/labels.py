"""Names of groups that stay, while people keep voting and the map keeps moving."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from accord.methods.opinion.base import Numbers
from accord.methods.opinion.counts import NO_GROUP
from accord.methods.opinion.votes import Ids

WINS = 4  # updates running that another number of groups must win before it is shown


@dataclass(frozen=True, kw_only=True)
class Patience:
    """Which number of groups is shown, and which other one has been better lately.

    Attributes:
        shown: number of groups.
        rival: another number that won the last updates; the same as `shown` if none did.
        wins: updates running that it won.
    """

    shown: int
    rival: int
    wins: int = 0

    def after(self, best: int) -> "Patience":
        """What holds after an update in which `best` groups stood out most."""
        if best == self.shown:
            return Patience(shown=self.shown, rival=self.shown)
        wins = self.wins + 1 if best == self.rival else 1
        if wins >= WINS:
            return Patience(shown=best, rival=best)
        return Patience(shown=self.shown, rival=best, wins=wins)


def kept(
    labels: Numbers, *, groups: int, people: Ids, old_labels: Numbers, old_people: Ids
) -> Numbers:
    """Call each group as that of the last map was called that it shares most people with.

    Args:
        labels: (people,), new groups from 0 on, -1 for none.
        groups: how many there are now.
        people: (people,), ids, ascending.
        old_labels: (old people,), groups of the last map.
        old_people: (old people,), their ids, ascending.

    Returns:
        (people,), the same groups under numbers from 0 to `groups` - 1. As many people as
        possible keep their number; of equal choices the one that changes the earliest number
        least.

    Raises:
        ValueError: if people and labels differ in length, or there are more than 8 groups.
    """
    if labels.shape != people.shape or old_labels.shape != old_people.shape or groups > 8:
        raise ValueError("each person has one label, and there are eight groups at most")
    _both, here, there = np.intersect1d(people, old_people, return_indices=True)
    now, before = labels[here], old_labels[there]
    both = (now != NO_GROUP) & (before != NO_GROUP) & (before < groups)
    shared = np.zeros((groups, groups), np.int64)
    np.add.at(shared, (now[both], before[both]), 1)
    best = max(
        permutations(range(groups)),
        key=lambda names: sum(int(shared[place, name]) for place, name in enumerate(names)),
        default=(),
    )
    renamed = np.append(np.array(best, np.int64), NO_GROUP)  # -1 is the last place
    found: Numbers = renamed[labels]
    return found
