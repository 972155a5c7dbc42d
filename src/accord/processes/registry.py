"""Activity types: each slice declares its own; nothing else names it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext

from accord.record.rules import EVERYTHING, Rule
from accord.record.viewer import Viewer


def _count_shared(count: int) -> str:
    return ngettext("%(count)s shared", "%(count)s shared", count) % {"count": count}


def _read_shared(count: int) -> str:
    return ngettext("Read what was shared", "Read all %(count)s", count) % {"count": count}


class Owes(Enum):
    """What people who took part are owed."""

    EACH = "each"  # an answer to each contribution, its own or its theme's
    THEMES = "themes"  # one to each theme; nothing is answered by itself
    NONE = "none"


def _owes_each(activity: Any) -> Owes:
    return Owes.EACH


def everybody(viewer: Viewer) -> Q:
    return EVERYTHING


@dataclass(frozen=True)
class Export:
    """A file to take home, a line at a time, so that size doesn't matter.

    `whole` makes the same file with what isn't public, for those who run the process.
    """

    lines: Callable[[Any], Iterator[str]]
    content_type: str
    whole: Callable[[Any], Iterator[str]] | None = None


@dataclass(frozen=True)
class ActivityType:
    """What the rest of the site needs to know of a kind of activity.

    The slice's URLs live under the namespace `key`, below the activity's own address
    (`processes/<slug>/<key>/<activity_slug>/`), and give at least `list` and, where people send
    something, `new`.
    `count` says how much was shared ("312 ideas"), `read` is the link to it ("Read the 312 ideas").
    `questions` are what people are asked (`accord.questions.declared`): forms, check page, paper
    and files are made of them, and a planner adds others.
    `owes` tells of an activity what it owes, `eligible` in which the viewer may take part;
    `exports` are files by their ending.
    """

    key: str
    name: "str | Promise"
    package: str
    use: "str | Promise"
    task: str
    icon: str
    also_serves: tuple[str, ...] = ()
    call: "str | Promise" = ""
    documentation: str = ""
    questions: Sequence[Any] = ()
    exports: Mapping[str, Export] = field(default_factory=dict)
    owes: Callable[[Any], Owes] = _owes_each
    eligible: Rule = everybody
    count: Callable[[int], str] = _count_shared
    read: Callable[[int], str] = _read_shared

    def address(self, page: str, activity: Any) -> str:
        """The address of one of the slice's pages; empty where it has no such page."""
        try:
            return reverse(f"{self.key}:{page}", args=[activity.process.slug, activity.slug])
        except NoReverseMatch:
            return ""


TASKS = ("find problems", "find solutions", "weigh", "prioritise", "draft", "decide", "monitor")

_types: dict[str, ActivityType] = {}


def register(activity_type: ActivityType) -> None:
    if activity_type.key in _types:
        raise ValueError(f"the activity type {activity_type.key!r} has an owner already")
    for task in (activity_type.task, *activity_type.also_serves):
        if task not in TASKS:
            raise ValueError(f"{activity_type.key!r} serves no known task: {task!r}")
    _types[activity_type.key] = activity_type


def activity_type(key: str) -> ActivityType:
    return _types[key]


def activity_types() -> list[ActivityType]:
    return sorted(_types.values(), key=lambda entry: entry.key)


def has_activity_type(key: str) -> bool:
    return key in _types
