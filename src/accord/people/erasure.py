"""What has to be forgotten with a person. Each part of the site forgets its own."""

from collections.abc import Callable

from accord.people.models import Person

Forget = Callable[[Person], None]

_forgetters: dict[str, Forget] = {}


def register_erasure(name: str, forget: Forget) -> None:
    """Call this with the person, inside the transaction that erases them."""
    if name in _forgetters:
        raise ValueError(f"{name!r} has an owner already")
    _forgetters[name] = forget


def forget_everywhere(person: Person) -> None:
    for forget in _forgetters.values():
        forget(person)
