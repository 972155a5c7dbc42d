"""Activity types: each slice declares its own; nothing else names it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise


@dataclass(frozen=True)
class ActivityType:
    """What the rest of the site needs to know of a kind of activity.

    The slice's URLs live under the namespace `key` and give at least `list` (activity id) and,
    where people's words have pages of their own, `detail` (activity id, public number) and `new`.
    """

    key: str
    name: "str | Promise"
    package: str
    use: "str | Promise"
    task: str
    icon: str
    contribution_kinds: tuple[str, ...] = ()
    call: "str | Promise" = ""
    card_template: str = ""
    permissions: tuple[str, ...] = ()
    documentation: str = ""
    exports: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    settings_model: type[models.Model] | None = None


TASKS = ("find problems", "find solutions", "weigh", "prioritise", "draft", "decide", "monitor")

_types: dict[str, ActivityType] = {}


def register(activity_type: ActivityType) -> None:
    if activity_type.key in _types:
        raise ValueError(f"the activity type {activity_type.key!r} has an owner already")
    if activity_type.task not in TASKS:
        raise ValueError(f"{activity_type.key!r} serves no known task: {activity_type.task!r}")
    _types[activity_type.key] = activity_type


def activity_type(key: str) -> ActivityType:
    return _types[key]


def activity_types() -> list[ActivityType]:
    return sorted(_types.values(), key=lambda entry: entry.key)
