"""Who wants to know of a person's new name: pages that show it are above, and look otherwise."""

from collections.abc import Callable

from accord.people.models import Person

Say = Callable[[Person], None]

_listeners: dict[str, Say] = {}


def register_renaming(name: str, say: Say) -> None:
    """Call this with the person, inside the transaction that gives them another name."""
    if name in _listeners:
        raise ValueError(f"{name!r} has an owner already")
    _listeners[name] = say


def say_everywhere(person: Person) -> None:
    for say in _listeners.values():
        say(person)
