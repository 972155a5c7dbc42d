"""How ties are broken: most votes first, then the lower cost, then a public order.

The public order is that of the ids as text. Where that could be gamed (who wouldn't call a project
“0001”?), give a seed that nobody could know when ids were given, such as the draw of a lottery on
the day after: then ids are ordered by the SHA-256 of seed and id, which anyone can compute.

No rule asks its own arithmetic to break a tie: equal means equal as fractions.
"""

import hashlib
from collections.abc import Sequence

from accord.methods.audit import Tie
from accord.methods.budget.ballots import Election


class TieBreak:
    """Settles ties of one count and keeps a record of them.

    Attributes:
        rank: of each project in the published order, 0 first; no two are equal.
        met: the ties so far.
    """

    def __init__(self, election: Election, seed: str | None = None) -> None:
        self.election = election
        self.seed = seed
        self.met: list[Tie] = []
        places = range(len(election.projects))
        order = sorted(places, key=lambda place: (*self.merits(place), self.lot(place)))
        self.rank = [0] * len(order)
        for rank, place in enumerate(order):
            self.rank[place] = rank

    def merits(self, place: int) -> tuple[int, int]:
        return -self.election.votes[place], self.election.costs[place]

    def lot(self, place: int) -> str:
        name = self.election.projects[place].id
        if self.seed is None:
            return name
        return hashlib.sha256(f"{self.seed}:{name}".encode()).hexdigest() + name

    def first(self, tied: Sequence[int], where: str) -> int:
        """Choose among projects that the rule itself can't tell apart.

        Args:
            tied: places in the election; a single one is no tie and leaves no record.
            where: it happened, such as "round 3".
        """
        order = sorted(tied, key=self.rank.__getitem__)
        if len(order) > 1:
            names = tuple(self.election.projects[place].id for place in order)
            broken_by = self.reason(order[0], order[1])
            self.met.append(Tie(where=where, between=names, taken=names[0], broken_by=broken_by))
        return order[0]

    def reason(self, first: int, second: int) -> str:
        """Which part of the published order put `first` before `second`."""
        (votes, cost), (other_votes, other_cost) = self.merits(first), self.merits(second)
        if votes != other_votes:
            return "most votes"
        if cost != other_cost:
            return "lower cost"
        return "order of ids" if self.seed is None else "order drawn from the seed"
