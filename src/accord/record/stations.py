"""What the owners of things tell of them on a thread.

A thread is drawn above all of them. Each owner registers here how its things stand on the line
(`register_teller`) and what stands on top of a thread that begins at one (`register_opening`).
A kind without either is shown by its name and its title.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.urls import reverse

from accord.record.kinds import kind_of
from accord.record.models import Subject, SubjectModel
from accord.record.relations import DONE, PROMISED
from accord.record.viewer import Viewer

HAPPENED, OPEN, ENDED = "happened", "promised", "ended"


@dataclass(frozen=True)
class Branch:
    """One of several places in which a thread goes on."""

    key: str
    code: str
    title: Any
    address: str


@dataclass(frozen=True)
class Station:
    """One station as a page shows it; `template` draws its `body`."""

    station: str
    template: str
    icon: str
    name: Any
    heading: Any
    state: str = HAPPENED
    brief: str = ""
    meta: Sequence[Any] = ()
    body: Any = None
    anchor: str = ""
    voices: tuple[int, Sequence[int]] | None = None  # how many come together, and whose ids
    branch: Branch | None = None
    is_gap: bool = False  # nothing stands here yet, and the station says so
    data: Callable[[], Mapping[str, Any]] = dict

    @property
    def id(self) -> str:
        return self.anchor or self.station


@dataclass
class Found:
    """What hangs together with a thing, as the viewer may see it."""

    thing: Any
    viewer: Viewer
    by_station: dict[str, list[Any]] = field(default_factory=dict)
    edges: set[tuple[int, int]] = field(default_factory=set)
    pieces: set[int] = field(default_factory=set)
    # What an owner has read for one station and needs at the next.
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def is_backward(self) -> bool:
        """Whether the line is read from what was promised to who asked for it."""
        return kind_of(self.thing).station in (PROMISED, DONE)

    def at(self, station: str) -> list[Any]:
        return self.by_station.get(station, [])

    def of(self, *wanted: type[models.Model]) -> list[Any]:
        """The things of these models, wherever they stand."""
        return [row for rows in self.by_station.values() for row in rows if isinstance(row, wanted)]

    def add(self, things: Sequence[Any]) -> None:
        for thing in things:
            rows = self.by_station.setdefault(kind_of(thing).station, [])
            if thing not in rows:
                rows.append(thing)

    def name_piece(self, piece: Subject) -> None:
        """Of a whole that was found, this piece is what was meant."""
        self.pieces.add(piece.pk)

    def address(self, thing: SubjectModel) -> str:
        """Of the thing's own thread."""
        return thread_address(thing)


Tell = Callable[[Found], list[Station]]
Open = Callable[[Found, bool], dict[str, Any]]
DeadEnds = Callable[[Found], Collection[int]]


@dataclass(frozen=True)
class Teller:
    models: tuple[type[models.Model], ...]
    tell: Tell


_tellers: dict[str, list[Teller]] = {}
_openings: dict[type[models.Model], Open] = {}
_dead_ends: list[DeadEnds] = []


def register_teller(station: str, *wanted: type[models.Model], tell: Tell) -> None:
    """Say how things of these models stand at a station; also what is said where none is."""
    _tellers.setdefault(station, []).append(Teller(wanted, tell))


def register_opening(model: type[models.Model], tell: Open) -> None:
    if model in _openings:
        raise ValueError(f"how a thread of a {model.__name__} begins is said already")
    _openings[model] = tell


def register_dead_ends(find: DeadEnds) -> None:
    """Say which of the things found lead nowhere, as others count in their place."""
    _dead_ends.append(find)


def dead_ends(found: Found) -> set[int]:
    return {pk for find in _dead_ends for pk in find(found)}


def tellers(station: str) -> list[Teller]:
    return _tellers.get(station, [])


def opening(model: type[models.Model]) -> Open | None:
    return _openings.get(model)


def thread_address(thing: SubjectModel | Subject) -> str:
    """Where the thread of a thing is drawn."""
    subject = thing if isinstance(thing, Subject) else thing.subject
    return reverse("thread:detail", args=[subject.kind, subject.code])
