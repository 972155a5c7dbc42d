"""How many points some supporters of a project gave to each of the others, kept for the next time.

The same project is priced again and again, and those who can't pay its price are nearly the same
people as the last time: only who came or went is counted.
"""

import numpy as np

from accord.methods.budget.ballots import Election, Flags, Floats, Ints


class Tally:
    """Counts of one project.

    Attributes:
        inside: (ballots,), those counted.
        people: who cast these.
        points: (projects,), what they gave to each. Floats, but exact: whole numbers below 2**53.
    """

    def __init__(self, election: Election) -> None:
        self.election = election
        self.inside: Flags = np.zeros(len(election.people), np.bool_)
        self.clear()

    def clear(self) -> None:
        self.people = 0
        self.points: Floats = np.zeros(len(self.election.projects))

    def add(self, groups: Ints, people: Ints) -> None:
        """Count ballots of so many people each; those of fewer than nobody are taken away."""
        entries, rows = self.election.lines(groups)
        self.people += int(people.sum())
        self.points += np.bincount(
            self.election.choices[entries],
            weights=people[rows] * self.election.points[entries],
            minlength=len(self.points),
        )


class Tallies:
    """Counts of all projects.

    Args:
        election: whose ballots.
    """

    def __init__(self, election: Election) -> None:
        self.election = election
        self.known: dict[int, Tally] = {}

    def of(self, place: int, groups: Ints) -> Tally:
        """Count some supporters.

        Args:
            place: of the project they support.
            groups: their distinct ballots: nearly those of the last time, if it is to be quick.

        Returns:
            What is true until the next call for this project.
        """
        if place not in self.known:
            self.known[place] = Tally(self.election)
        tally, people = self.known[place], self.election.people
        inside = np.zeros_like(tally.inside)
        inside[groups] = True
        changed = np.flatnonzero(inside != tally.inside)
        if len(changed) > len(groups):
            tally.clear()
            tally.add(groups, people[groups])
        elif len(changed):
            tally.add(changed, np.where(inside[changed], people[changed], -people[changed]))
        tally.inside = inside
        return tally
