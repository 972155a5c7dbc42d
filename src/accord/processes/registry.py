"""Activity types: each slice declares its own; nothing else names it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext


def _count_shared(count: int) -> str:
    return ngettext("%(count)s shared", "%(count)s shared", count) % {"count": count}


def _read_shared(count: int) -> str:
    return ngettext("Read what was shared", "Read all %(count)s", count) % {"count": count}


@dataclass(frozen=True)
class ActivityType:
    """What the rest of the site needs to know of a kind of activity.

    The slice's URLs live under the namespace `key` and give at least `list` (activity id) and,
    where people's words have pages of their own, `detail` (activity id, public number) and `new`.
    `count` says how much was shared ("312 ideas"), `read` is the link to it ("Read the 312 ideas").
    """

    key: str
    name: "str | Promise"
    package: str
    use: "str | Promise"
    task: str
    icon: str
    also_serves: tuple[str, ...] = ()
    contribution_kinds: tuple[str, ...] = ()
    call: "str | Promise" = ""
    card_template: str = ""
    permissions: tuple[str, ...] = ()
    documentation: str = ""
    exports: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    settings_model: type[models.Model] | None = None
    count: Callable[[int], str] = _count_shared
    read: Callable[[int], str] = _read_shared

    def address(self, page: str, *args: Any) -> str:
        """The address of one of the slice's pages; empty where it has no such page."""
        try:
            return reverse(f"{self.key}:{page}", args=args)
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
