"""Where a discussion stands. Whoever owns discussions says how to find the page of one."""

from collections.abc import Callable

from accord.contributions.models import Discussion

Finder = Callable[[Discussion], str | None]
_finders: dict[str, Finder] = {}


def register(*, owner: str, find: Finder) -> None:
    """`find` gives the address of the page a discussion stands on, or None if it isn't theirs."""
    if owner in _finders:
        raise ValueError(f"{owner!r} says already where its discussions stand")
    _finders[owner] = find


def place_of(discussion: Discussion) -> str | None:
    found = (find(discussion) for find in _finders.values())
    return next((address for address in found if address), None)
