"""Projects, ballots and the money there is: what every budget rule starts from.

Ballots are points for projects. An approval is one point; a ranking becomes Borda points (see
`borda`); scores and shared-out points are what they are. A project that gets no point from a
ballot isn't supported by it.

Identical ballots are kept once, with the number of people who cast them. No rule can tell whether
that was done: it is a matter of speed alone (a city of 60,000 voters often has 20,000 different
ballots).

Money is in whole units (`int`), so that nothing is ever rounded. Where a currency has a smaller
coin, count in that and say so in `unit`: 100 units to one euro.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from accord.methods.audit import hash_arrays, hash_bytes

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Above this a float no longer holds every whole number, and the sums below count in floats.
LARGEST = 2**53


class BadBallot(ValueError):
    """One ballot can't be counted.

    Attributes:
        ballot: its place, from 0.
        wrong: what is wrong with it.
        mend: what to do.
    """

    def __init__(self, ballot: int, wrong: str, mend: str) -> None:
        super().__init__(f"ballot {ballot + 1}: {wrong} {mend}")
        self.ballot, self.wrong, self.mend = ballot, wrong, mend


class Kind(StrEnum):
    """What a person was asked for."""

    APPROVAL = "approval"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"
    ORDINAL = "ordinal"


@dataclass(frozen=True, kw_only=True)
class Project:
    """Something that money could be spent on.

    Attributes:
        id: as published; not empty.
        cost: in whole units of money, at least 1.
        name: for people to read.
        categories: those it counts towards, where limits are set by category.
    """

    id: str
    cost: int
    name: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Supporters:
    """Those who support one project: distinct ballots, with the people who cast them.

    All but `groups` are floats, for speed; they hold whole numbers below 2**53, so sums are exact.

    Attributes:
        groups: (supporters,), which distinct ballots.
        points: (supporters,), what each of them gives, at least 1.
        people: (supporters,), how many people cast each.
        stakes: (supporters,), points × people.
        crowd: all people.
        stake: all points.
        is_plain: whether each gives one point, as in an approval.
    """

    groups: Ints
    points: Floats
    people: Floats
    stakes: Floats
    crowd: float
    stake: float
    is_plain: bool

    @classmethod
    def of(cls, groups: Ints, points: Floats, people: Floats) -> "Supporters":
        is_plain = bool((points == 1).all())
        stakes = people if is_plain else points * people
        crowd, stake = float(people.sum()), float(stakes.sum())
        return cls(groups, points, people, stakes, crowd, stake, is_plain)

    def only(self, which: Flags) -> "Supporters":
        return Supporters.of(self.groups[which], self.points[which], self.people[which])

    def owe(self, price: float) -> Floats | float:
        """What each would pay at a price per point."""
        return price if self.is_plain else price * self.points


@dataclass(frozen=True, kw_only=True, eq=False)
class Election:
    """A vote on a budget, ready to be counted. Make one with `election` or `from_rows`.

    Attributes:
        projects: in the order published.
        budget: in whole units of money.
        kind: of ballot.
        unit: how many units of money make one of the currency.
        people: (groups,), how many cast each distinct ballot, at least 1.
        starts: (groups + 1,), where each distinct ballot begins in the two below.
        choices: (entries,), places in `projects`, rising within a ballot.
        points: (entries,), at least 1.
    """

    projects: tuple[Project, ...]
    budget: int
    kind: Kind
    unit: int
    people: Ints
    starts: Ints
    choices: Ints
    points: Ints

    @cached_property
    def voters(self) -> int:
        """Everyone who handed in a ballot, a blank one too."""
        return int(self.people.sum())

    @cached_property
    def costs(self) -> tuple[int, ...]:
        return tuple(project.cost for project in self.projects)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each project stands in `projects`, by its id."""
        return {project.id: place for place, project in enumerate(self.projects)}

    @cached_property
    def columns(self) -> tuple[Supporters, ...]:
        """The same ballots by project."""
        groups = np.repeat(np.arange(len(self.people)), np.diff(self.starts))
        order = np.argsort(self.choices.astype(np.int32), kind="stable")
        ends = np.cumsum(np.bincount(self.choices, minlength=len(self.projects))).tolist()
        groups, points = groups[order], self.points[order].astype(np.float64)
        people = self.people[groups].astype(np.float64)
        cuts = pairwise([0, *ends])
        return tuple(Supporters.of(groups[a:z], points[a:z], people[a:z]) for a, z in cuts)

    @cached_property
    def supporters(self) -> tuple[int, ...]:
        """How many people gave each project at least one point."""
        return tuple(int(column.crowd) for column in self.columns)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """All points of each project: its votes, where an approval is one point."""
        return tuple(int(column.stake) for column in self.columns)

    @cached_property
    def most_points(self) -> tuple[int, ...]:
        """The most that anyone gives to each project; 0 where nobody supports it."""
        return tuple(int(column.points.max(initial=0)) for column in self.columns)

    @cached_property
    def shared_points(self) -> Floats:
        """(projects, projects), the points that all supporters of one gave to another."""
        shape = (len(self.people), len(self.projects))
        table = sparse.csr_array((self.points.astype(np.float64), self.choices, self.starts), shape)
        backs = sparse.csr_array(
            (np.repeat(self.people, np.diff(self.starts)), self.choices, self.starts), shape
        )
        found: Floats = (backs.T @ table).toarray()
        return found

    def lines(self, groups: Ints) -> tuple[Ints, Ints]:
        """Find what these ballots say: places in `choices`, and which of `groups` each is of."""
        begin, lengths = self.starts[groups], self.starts[groups + 1] - self.starts[groups]
        rows = np.repeat(np.arange(len(groups)), lengths)
        return np.arange(len(rows)) + (begin - (np.cumsum(lengths) - lengths))[rows], rows

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of projects, money and ballots, whatever the order the ballots came in."""
        words: list[str | int] = [self.kind, self.budget, self.unit]
        for project in self.projects:
            words += [project.id, project.cost, *project.categories]
        ballots = hash_arrays(self.people, self.starts, self.choices, self.points)
        return hash_bytes([json.dumps([*words, ballots]).encode()])

    def ready(self) -> "Election":
        """Do now what every rule needs, so that it isn't counted as the rule's own time."""
        _ = self.columns, self.votes, self.supporters, self.most_points, self.fingerprint
        return self


def election(
    projects: Sequence[Project],
    budget: int,
    ballots: Iterable[Mapping[str, int]],
    *,
    kind: Kind = Kind.SCORING,
    unit: int = 1,
    merge: bool = True,
) -> Election:
    """Make an election of ballots that name projects.

    Args:
        projects: at least one, each id once.
        budget: in whole units of money, at least 1.
        ballots: of each person, points by project id; 1 for an approval. No points is no support.
        kind: of ballot, for the record; all rules count points.
        unit: how many units of money make one of the currency.
        merge: keep identical ballots once. Changes no result.

    Raises:
        BadBallot: naming the ballot and how to mend it.
        ValueError: naming the project or amount, and how to mend it.
    """
    places = {project.id: place for place, project in enumerate(projects)}
    lengths, choices, points = [0], [], []
    for number, ballot in enumerate(ballots):
        unknown = [name for name in ballot if name not in places]
        if unknown:
            wrong = f"There is no project “{unknown[0]}”."
            raise BadBallot(number, wrong, "Take it out of the ballot.")
        choices += [places[name] for name in ballot]
        points += [whole(point, f"ballot {number + 1}: points") for point in ballot.values()]
        lengths.append(len(ballot))
    return from_rows(
        projects,
        budget,
        starts=np.cumsum(lengths, dtype=np.int64),
        choices=np.array(choices, np.int64),
        points=np.array(points, np.int64),
        kind=kind,
        unit=unit,
        merge=merge,
    )


def from_rows(
    projects: Sequence[Project],
    budget: int,
    *,
    starts: Ints,
    choices: Ints,
    points: Ints,
    kind: Kind,
    unit: int = 1,
    merge: bool = True,
) -> Election:
    """Make an election of ballots that stand one after the other in arrays.

    Args:
        projects: at least one, each id once.
        budget: in whole units of money, at least 1.
        starts: (voters + 1,), where each ballot begins in the two below.
        choices: (entries,), places in `projects`, each at most once in a ballot.
        points: (entries,), 0 or more.
        kind: of ballot.
        unit: how many units of money make one of the currency.
        merge: keep identical ballots once.

    Raises:
        BadBallot: naming the ballot and how to mend it.
        ValueError: naming the project or amount, and how to mend it.
    """
    check_projects(projects, budget, unit)
    starts, choices, points = in_order(starts, choices, points, projects)
    if not len(choices):
        raise ValueError("Nobody voted for any project; there is nothing to count.")
    if float(points.sum(dtype=np.float64)) > LARGEST:  # whole numbers of 64 bits would wrap round
        raise ValueError(f"All points together are more than {LARGEST}; divide them all by 10.")
    people, starts, choices, points = merged(starts, choices, points, merge=merge)
    return Election(
        projects=tuple(projects),
        budget=budget,
        kind=kind,
        unit=unit,
        people=people,
        starts=starts,
        choices=choices,
        points=points,
    )


def borda(length: int, most: int) -> range:
    """Points for a ranking: `most` for the first, one less for each below.

    The first of a short ranking is worth as much as the first of a long one, and even the last
    gets a point, since whoever ranks only one project supports it.

    Args:
        length: how many projects the person ranked.
        most: how many anyone may rank: the limit on the ballot, else the number of projects.

    Returns:
        The points in the order ranked.

    Raises:
        ValueError: if more are ranked than may be.
    """
    if length > most:
        raise ValueError(f"{length} projects are ranked where {most} may be.")
    return range(most, most - length, -1)


def check_projects(projects: Sequence[Project], budget: int, unit: int) -> None:
    """Refuse what can't be counted: costs below 1 or beyond what is exact, and ids twice."""
    if not projects:
        raise ValueError("There are no projects; add at least one.")
    in_money(budget, "The budget")
    in_money(unit, "The unit")
    seen: set[str] = set()
    for number, project in enumerate(projects, start=1):
        if not project.id or project.id in seen:
            raise ValueError(f"project {number}: the id “{project.id}” is empty or taken.")
        seen.add(project.id)
        in_money(project.cost, f"project {number} (“{project.id}”): the cost")


def in_money(value: int, name: str) -> None:
    """Refuse a sum of money that isn't a whole number from 1 to `LARGEST`."""
    if not 1 <= whole(value, name) <= LARGEST:
        raise ValueError(f"{name} is {value}; give a whole number from 1 to {LARGEST}.")


def whole(value: int, name: str) -> int:
    """Refuse what isn't an `int`: half a point, NaN, True."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{name}: {value!r} is no whole number; give one.")
    if not -LARGEST <= value <= LARGEST:
        raise ValueError(f"{name}: {value} is too large; the most is {LARGEST}.")
    return value


def in_order(
    starts: Ints, choices: Ints, points: Ints, projects: Sequence[Project]
) -> tuple[Ints, Ints, Ints]:
    """Sort each ballot by project and leave out what got no points.

    Raises:
        BadBallot: for an unknown place, a project twice in a ballot or points below zero.
    """
    ballots = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    for place in np.flatnonzero((choices < 0) | (choices >= len(projects)))[:1]:
        wrong = f"No project has place {choices[place]}."
        raise BadBallot(int(ballots[place]), wrong, f"Places are 0 to {len(projects) - 1}.")
    for place in np.flatnonzero(points < 0)[:1]:
        raise BadBallot(int(ballots[place]), f"{points[place]} points.", "Give 0 or more.")
    keys = ballots * len(projects) + choices
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    for twice in np.flatnonzero(keys[1:] == keys[:-1])[:1]:
        ballot, choice = divmod(int(keys[twice]), len(projects))
        wrong = f"The project “{projects[choice].id}” is in it twice."
        raise BadBallot(ballot, wrong, "Keep one of them.")
    keep = points[order] > 0
    lengths = np.bincount(ballots[order][keep], minlength=len(starts) - 1)
    return np.append(0, np.cumsum(lengths)), choices[order][keep], points[order][keep]


def merged(
    starts: Ints, choices: Ints, points: Ints, *, merge: bool
) -> tuple[Ints, Ints, Ints, Ints]:
    """Keep each distinct ballot once, in an order that doesn't depend on who came first.

    Returns:
        People, starts, choices and points, as in `Election`.
    """
    # Bytes, highest first, so that they sort as numbers do; as few of them as are needed.
    columns = [choices] if (points == 1).all() else [choices, points]
    kind = ">u2" if max(choices.max(), points.max()) < 2**16 else ">i8"
    entries = np.stack(columns, axis=1).astype(kind)
    content, width = entries.tobytes(), entries.itemsize * len(columns)
    cuts = (starts * width).tolist()
    counts: dict[bytes, int] = {}
    ballots = [content[a:z] for a, z in pairwise(cuts)]
    for ballot in ballots:
        counts[ballot] = counts.get(ballot, 0) + 1
    kept = sorted(counts) if merge else sorted(ballots)
    people = [counts[ballot] for ballot in kept] if merge else [1] * len(kept)
    lengths = np.array([len(ballot) // width for ballot in kept], np.int64)
    table = np.frombuffer(b"".join(kept), kind).astype(np.int64).reshape(-1, len(columns))
    return (
        np.array(people, np.int64),
        np.append(0, np.cumsum(lengths)),
        np.ascontiguousarray(table[:, 0]),
        np.ascontiguousarray(table[:, 1]) if len(columns) == 2 else np.ones(len(table), np.int64),
    )
