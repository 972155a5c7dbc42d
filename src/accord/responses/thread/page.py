"""A thread as a page: its stations in reading order, the strip above, its title and its way in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.contributions.models import Contribution, Door, Translation
from accord.plans.models import Clause, Commitment, Milestone
from accord.processes.models import Decision
from accord.responses.models import Theme
from accord.responses.thread.graph import Found, Scope, Thing, find, owner
from accord.responses.thread.promises import Promise, promises
from accord.responses.thread.stations import (
    Station,
    answered,
    decided,
    in_plan,
    joined,
    kept,
    said,
)

DRAWN = 3  # branches; more are a list


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
class Branch:
    promise: Promise
    stations: Sequence[Station]

    @property
    def anchor(self) -> str:
        return f"branch-{self.promise.commitment.pk}"


@dataclass(frozen=True)
class Thread:
    thing: Thing
    stations: Sequence[Station]
    branches: Sequence[Branch]
    stops: Sequence[Stop]
    sentence: str
    is_backward: bool
    found: Found

    @property
    def all_stations(self) -> list[Station]:
        inside = [station for branch in self.branches for station in branch.stations]
        return [*self.stations, *inside]

    @property
    def is_drawn(self) -> bool:
        """Whether its branches are few enough for a picture."""
        return len(self.branches) <= DRAWN


def thread(thing: Thing, scope: Scope) -> Thread:
    found = find(thing, scope)
    promised = promises(found)
    trunk = [said(found), joined(found), decided(found), answered(found, promised)]
    stations = [station for station in trunk if station is not None]
    branches = [Branch(one, [in_plan(one), *kept(one)]) for one in promised]
    forward = stations + [station for branch in branches for station in branch.stations]
    if len(branches) == 1:
        stations, branches = forward, []
    if found.is_backward:
        stations = stations[::-1]
    strip = stops(forward, thing)
    return Thread(
        thing=thing,
        stations=stations,
        branches=branches,
        stops=strip[::-1] if found.is_backward else strip,
        sentence=sentence(forward, promised),
        is_backward=found.is_backward,
        found=found,
    )


# --- The strip -----------------------------------------------------------------------------------
HERE = {
    Contribution: "said",
    Theme: "joined",
    Decision: "decided",
    Commitment: "promised",
    Clause: "promised",
    Milestone: "kept",
}
SAID = {"voices": "said", "heard": "said", "untold": "said", "due": "answered"}


def stops(forward: Sequence[Station], thing: Thing) -> list[Stop]:
    groups: dict[str, list[Station]] = {}
    for station in forward:
        groups.setdefault(SAID.get(station.kind, station.kind), []).append(station)
    return [stop(kind, group, HERE[type(thing)]) for kind, group in groups.items()]


def stop(kind: str, group: Sequence[Station], here: str) -> Stop:
    """The first that isn't done yet speaks for all."""
    open_ones = [station for station in group if station.state == "promised"]
    shown = (open_ones or group)[0]
    brief = shown.brief
    if kind == "promised" and len(group) > 1:
        brief = ngettext("%(count)d commitment", "%(count)d commitments", len(group)) % {
            "count": len(group)
        }
    elif kind == "kept" and len(group) > 1:
        done = len(group) - len(open_ones)
        brief = ngettext(
            "%(done)d of %(count)d milestone", "%(done)d of %(count)d milestones", len(group)
        ) % {"done": done, "count": len(group)}
    icon = "flag" if kind == "kept" and open_ones else shown.icon
    return Stop(shown.id, icon, shown.name, shown.state, brief, kind == here)


def sentence(forward: Sequence[Station], promised: Sequence[Promise]) -> str:
    """Where it stands, in one sentence: for those who see no more than the stops."""
    if promised and all(one.commitment.withdrawn_at for one in promised):
        return _("Promised, then withdrawn.")
    if promised and all(one.is_kept for one in promised):
        return _("Promised and kept.")
    if promised:
        late = [station.brief for station in forward if station.icon == "clock"]
        said_so = _("Promised, not yet kept.")
        return f"{said_so} {late[0]}." if late else said_so
    last = forward[-1]
    return (
        _("Answered.") if last.kind == "answered" and last.state != "ended" else f"{last.heading}."
    )


# --- Title and lead ------------------------------------------------------------------------------
def lead_of(words: Contribution) -> str:
    """By which door, and when, as one sentence."""
    sentences = {
        Door.WEB: _("Written on this site on %(day)s. Here is what became of it."),
        Door.SMS: _("By text message, %(day)s. Here is what became of it."),
        Door.VOICE: _("By phone, %(day)s. Here is what became of it."),
        Door.PAPER: _("On a paper form, %(day)s. Here is what became of it."),
        Door.DESK: _("At a desk, %(day)s. Here is what became of it."),
        Door.EMAIL: _("By e-mail, %(day)s. Here is what became of it."),
        Door.WORKSHOP: _("At a workshop, %(day)s. Here is what became of it."),
    }
    door = words.provenance.door if hasattr(words, "provenance") else Door.WEB
    return sentences[Door(door)] % {"day": date_format(words.said_on)}


def heading(thing: Any, found: Thread, shown: Translation | None) -> dict[str, Any]:
    """What stands on top of the page: eyebrow, title, lead, and the trail of crumbs."""
    if isinstance(thing, Contribution):
        words = shown.title if shown and shown.title else thing.title or str(thing)
        language = shown.language if shown and shown.title else thing.language
        return {
            "icon": "message-circle",
            "eyebrow": _("One idea, from start to finish"),
            "voice_title": words,
            "voice_language": language,
            "lead": lead_of(thing),
            "crumbs": [(thing.process.get_absolute_url(), thing.process.title)]
            + (
                [(thing.activity.get_absolute_url(), thing.activity.title)]
                if thing.activity
                else []
            )
            + [(thing.get_absolute_url(), _("No. %(number)s") % {"number": thing.number})],
        }
    if isinstance(thing, Theme):
        return {
            "icon": "git-merge",
            "eyebrow": _("One theme, from start to finish"),
            "title": thing.title,
            "lead": _("What people said, and what became of it."),
            "crumbs": [
                (thing.process.get_absolute_url(), thing.process.title),
                (thing.get_absolute_url(), _("Theme %(number)s") % {"number": thing.number}),
            ],
        }
    if isinstance(thing, Decision):
        return {
            "icon": "scale",
            "eyebrow": _("One decision, from start to finish"),
            "title": thing.title,
            "lead": _("What led to it, and what became of it."),
            "crumbs": [
                (thing.process.get_absolute_url(), thing.process.title),
                (thing.get_absolute_url(), _("Decision %(number)s") % {"number": thing.number}),
            ],
        }
    return promise_heading(thing)


def promise_heading(thing: Any) -> dict[str, Any]:
    commitment = owner(thing)
    code = commitment.code
    names = {
        Commitment: ("file-text", _("Commitment %(code)s") % {"code": code}),
        Clause: (
            "file-text",
            _("Clause %(clause)s of commitment %(code)s")
            % {"clause": getattr(thing, "code", ""), "code": code},
        ),
        Milestone: (
            "flag",
            _("Milestone %(milestone)s of commitment %(code)s")
            % {"milestone": getattr(thing, "code", ""), "code": code},
        ),
    }
    icon, eyebrow = names[type(thing)]
    crumbs = [
        (commitment.plan.get_absolute_url(), commitment.plan.title),
        (commitment.get_absolute_url(), _("Commitment %(code)s") % {"code": code}),
    ]
    if isinstance(thing, Milestone):
        label = _("Milestone %(code)s") % {"code": thing.code}
        crumbs.append((thing.get_absolute_url(), label))
    if isinstance(thing, Clause):
        crumbs.append((thing.get_absolute_url(), _("Clause %(code)s") % {"code": thing.code}))
    return {
        "icon": icon,
        "eyebrow": eyebrow,
        "title": _("Where this came from"),
        "subject": commitment.title,
        "crumbs": crumbs,
    }
