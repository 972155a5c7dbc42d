"""A thread as a page: its stations in reading order, the strip above, its title and its way in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.record.kinds import kind_of
from accord.record.relations import ANSWERED, DONE, PROMISED, STATIONS
from accord.record.stations import (
    ENDED,
    HAPPENED,
    OPEN,
    Branch,
    Found,
    Station,
    opening,
    tellers,
)
from accord.record.viewer import Viewer
from accord.thread.walk import walk

DRAWN = 3  # branches; more are a list
LATE = "clock"


@dataclass(frozen=True)
class Stop:
    """One stop of the strip: stations of one kind together."""

    anchor: str
    icon: str
    name: str
    state: str
    brief: str
    is_here: bool


@dataclass(frozen=True)
class Fork:
    """One of the places in which a thread goes on."""

    branch: Branch
    stations: Sequence[Station]

    @property
    def anchor(self) -> str:
        return f"branch-{self.branch.key}"


@dataclass(frozen=True)
class Thread:
    found: Found
    stations: Sequence[Station]
    forks: Sequence[Fork]
    stops: Sequence[Stop]
    sentence: str

    @property
    def thing(self) -> Any:
        return self.found.thing

    @property
    def is_backward(self) -> bool:
        return self.found.is_backward

    @property
    def is_drawn(self) -> bool:
        """Whether its branches are few enough for a picture."""
        return len(self.forks) <= DRAWN


def thread(thing: Any, viewer: Viewer) -> Thread:
    found = walk(thing, viewer)
    forward = [station for name in STATIONS for station in told(name, found)]
    forks = forks_of(forward)
    strip = stops(forward, found)
    stations = forward
    if len(forks) > 1:
        stations = [station for station in forward if station.branch is None]
    else:
        forks = []
    if found.is_backward:
        stations, strip = stations[::-1], strip[::-1]
    return Thread(found, stations, forks, strip, sentence(forward))


def told(name: str, found: Found) -> list[Station]:
    """The stations of one name, as the owners of its things tell them."""
    stations: list[Station] = []
    covered: tuple[Any, ...] = ()
    for teller in tellers(name):
        stations += teller.tell(found)
        covered += teller.models
    plain = [thing for thing in found.at(name) if not isinstance(thing, covered)]
    stations += [plainly(thing, found) for thing in plain]
    # What says that there is nothing yet, where another has something.
    real = [station for station in stations if not station.is_gap]
    return real or stations[:1]


def plainly(thing: Any, found: Found) -> Station:
    """Of a kind whose owner tells no more: its name and its title."""
    kind = kind_of(thing)
    noun = str(kind.noun).capitalize()
    return Station(
        kind.station,
        "thread/plain.html",
        "circle-dot",
        noun,
        str(thing),
        meta=[noun],
        body={"thing": thing, "address": found.address(thing)},
        anchor=f"{kind.key}-{thing.name_inside}",
        data=lambda: {"of": kind.key, "title": str(thing), "url": thing.get_absolute_url()},
    )


def forks_of(forward: Sequence[Station]) -> list[Fork]:
    by_branch: dict[Branch, list[Station]] = {}
    for station in forward:
        if station.branch is not None:
            by_branch.setdefault(station.branch, []).append(station)
    return [Fork(branch, stations) for branch, stations in by_branch.items()]


# --- The strip -----------------------------------------------------------------------------------
def stops(forward: Sequence[Station], found: Found) -> list[Stop]:
    groups: dict[str, list[Station]] = {}
    for station in forward:
        groups.setdefault(station.station, []).append(station)
    here = kind_of(found.thing).station
    return [stop(name, group, here) for name, group in groups.items()]


def stop(name: str, group: Sequence[Station], here: str) -> Stop:
    """The first that isn't done yet speaks for all."""
    open_ones = [station for station in group if station.state == OPEN]
    shown = (open_ones or group)[0]
    brief = shown.brief
    if name == PROMISED and len(group) > 1:
        brief = ngettext("%(count)d commitment", "%(count)d commitments", len(group)) % {
            "count": len(group)
        }
    elif name == DONE and len(group) > 1:
        done = len(group) - len(open_ones)
        brief = ngettext(
            "%(done)d of %(count)d milestone", "%(done)d of %(count)d milestones", len(group)
        ) % {"done": done, "count": len(group)}
    icon = "flag" if name == DONE and open_ones else shown.icon
    return Stop(shown.id, icon, shown.name, shown.state, brief, name == here)


def sentence(forward: Sequence[Station]) -> str:
    """Where it stands, in one sentence: for those who see no more than the stops."""
    promised = [station for station in forward if station.station == PROMISED]
    done = [station for station in forward if station.station == DONE]
    if promised and all(station.state == ENDED for station in promised):
        return _("Promised, then withdrawn.")
    if promised and not any(station.state == HAPPENED for station in promised):
        return _("Being written into a plan; not promised yet.")
    if promised and is_kept(promised, done):
        return _("Promised and kept.")
    if promised:
        late = [station.brief for station in done if station.icon == LATE]
        said_so = _("Promised, not yet kept.")
        return f"{said_so} {late[0]}." if late else said_so
    last = forward[-1]
    is_answered = last.station == ANSWERED and last.state == HAPPENED
    return _("Answered.") if is_answered else f"{last.heading}."


def is_kept(promised: Sequence[Station], done: Sequence[Station]) -> bool:
    """Every promise has something to be done, and all of it is."""
    shown = {station.branch for station in done}
    has_all = all(station.branch in shown for station in promised)
    return has_all and all(station.state == HAPPENED for station in [*promised, *done])


# --- Title and lead ------------------------------------------------------------------------------
def top_of(found: Found, *, translated: bool) -> dict[str, Any]:
    """What stands on top of the page: eyebrow, title and lead."""
    open_with = opening(type(found.thing))
    if open_with is not None:
        return open_with(found, translated)
    thing = found.thing
    return {
        "icon": "circle-dot",
        "eyebrow": str(kind_of(thing).noun).capitalize(),
        "title": str(thing),
        "lead": _("What led to it, and what became of it."),
    }


def as_data(shown: Thread) -> dict[str, Any]:
    """Its stations with codes and texts in all their languages; no persons."""
    return {
        "of": shown.thing.subject.kind,
        "code": shown.thing.subject.code,
        "is_backward": shown.is_backward,
        "stations": [station_data(station) for station in shown.stations],
        "branches": [[station_data(one) for one in fork.stations] for fork in shown.forks],
    }


def station_data(station: Station) -> dict[str, Any]:
    return {"kind": station.station, "state": station.state, **station.data()}
