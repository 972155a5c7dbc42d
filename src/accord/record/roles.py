"""Which roles there are; each is registered by the app whose work it is."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Role:
    """A role in things of one kind; whoever has `permission` on such a thing may give it.

    One that `has_work` has a list of its own on the page "Your work".
    """

    key: str
    name: "str | Promise"
    kind: str
    permission: str
    has_work: bool = False


_roles: dict[str, Role] = {}


def register_role(role: Role) -> None:
    if role.key in _roles:
        raise ValueError(f"the role {role.key!r} has an owner already")
    _roles[role.key] = role


def role(key: str) -> Role:
    return _roles[key]


def roles() -> list[Role]:
    return list(_roles.values())


def roles_in(kind: str) -> list[Role]:
    """The roles that can be held in things of a kind, in the order of their registration."""
    return [role for role in _roles.values() if role.kind == kind]
