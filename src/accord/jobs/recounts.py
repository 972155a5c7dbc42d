"""Repairing counters: each part says how its own are counted from the rows."""

from collections.abc import Callable

_recounts: dict[str, Callable[[], int]] = {}


def register(name: str, function: Callable[[], int]) -> None:
    """`function` counts again from the rows and gives back how many counters were wrong."""
    if name in _recounts:
        raise ValueError(f"the recount {name!r} has an owner already")
    _recounts[name] = function


def recounts() -> dict[str, Callable[[], int]]:
    return dict(_recounts)
