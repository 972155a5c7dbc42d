"""What a city may demand beside the votes: projects that must come, that exclude each other, and
categories that may cost only so much.

A mandatory project is paid for first, from the budget of all, and nobody's share is charged for
it in particular. Whatever has become impossible (its rival was bought, its category is used up)
leaves the race at once, under every rule alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from accord.methods.budget.ballots import Election


class Bar(StrEnum):
    """Why a project can no longer be bought."""

    BOUGHT = "bought"
    RIVAL = "rival"
    CATEGORY = "category"
    ROOM = "room"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Demands beside the votes.

    Attributes:
        mandatory: ids of projects that are bought whatever the votes say.
        exclusions: sets of ids of which at most one can be bought.
        categories: the most that all projects of a category may cost together.
    """

    mandatory: tuple[str, ...] = ()
    exclusions: tuple[frozenset[str], ...] = ()
    categories: Mapping[str, int] = field(default_factory=dict)

    def as_text(self) -> str:
        """The demands in a line, for the audit record."""
        parts = [f"mandatory {', '.join(self.mandatory)}"] if self.mandatory else []
        parts += [f"one of {', '.join(sorted(rivals))}" for rivals in self.exclusions]
        parts += [f"{name} at most {most}" for name, most in sorted(self.categories.items())]
        return "; ".join(parts) or "none"


class Cart:
    """What was bought, what it cost, and what that rules out.

    Attributes:
        left: money; below 0 only where `is_bounded` was off for a while.
        bought: places, in order.
        is_bounded: by the budget.
        ruled_out: places of rivals of what was bought, with what was bought.

    Raises:
        ValueError: if a limit names an unknown project or category, or can't be met at all.
    """

    def __init__(self, election: Election, limits: Limits) -> None:
        self.election = election
        self.left = election.budget
        self.bought: list[int] = []
        self.has: set[int] = set()  # the same, to look up
        self.is_bounded = True
        self.rivals = rivals_of(election, limits)
        self.category_left = dict(limits.categories)
        self.memberships = memberships_of(election, limits)
        self.ruled_out: dict[int, int] = {}
        for place in mandatory_places(election, limits):
            self.must_take(place)

    def bar(self, place: int) -> Bar | None:
        """Tell why this project can't be bought now, if it can't. Once barred it stays so."""
        cost = self.election.costs[place]
        if place in self.has:
            return Bar.BOUGHT
        if place in self.ruled_out:
            return Bar.RIVAL
        if any(self.category_left[name] < cost for name in self.memberships[place]):
            return Bar.CATEGORY
        return Bar.ROOM if self.is_bounded and cost > self.left else None

    def take(self, place: int) -> None:
        cost = self.election.costs[place]
        self.bought.append(place)
        self.has.add(place)
        self.left -= cost
        for name in self.memberships[place]:
            self.category_left[name] -= cost
        for rival in self.rivals[place]:
            self.ruled_out.setdefault(rival, place)

    def must_take(self, place: int) -> None:
        name, bar = self.election.projects[place].id, self.bar(place)
        if bar:
            raise ValueError(
                f"The mandatory project “{name}” can't be bought ({bar.value}); "
                "raise the budget or the limit, or make fewer projects mandatory."
            )
        self.take(place)

    def full_category(self, place: int) -> str:
        """The first category without the money for this project."""
        cost = self.election.costs[place]
        return next(n for n in self.memberships[place] if self.category_left[n] < cost)


def rivals_of(election: Election, limits: Limits) -> list[set[int]]:
    """For each project, those that can't be bought beside it."""
    rivals: list[set[int]] = [set() for _ in election.projects]
    for group in limits.exclusions:
        places = {place_of(election, name) for name in group}
        for place in places:
            rivals[place] |= places - {place}
    return rivals


def memberships_of(election: Election, limits: Limits) -> list[tuple[str, ...]]:
    """For each project, its categories that have a limit."""
    known = {name for project in election.projects for name in project.categories}
    for name, most in limits.categories.items():
        if name not in known:
            raise ValueError(f"No project is in the category “{name}”; take the limit out.")
        if most < 0:
            raise ValueError(f"The limit of the category “{name}” is {most}; give 0 or more.")
    return [
        tuple(dict.fromkeys(name for name in project.categories if name in limits.categories))
        for project in election.projects
    ]


def mandatory_places(election: Election, limits: Limits) -> list[int]:
    return [place_of(election, name) for name in dict.fromkeys(limits.mandatory)]


def place_of(election: Election, name: str) -> int:
    if name not in election.places:
        raise ValueError(f"There is no project “{name}”; write its id as in the list.")
    return election.places[name]
