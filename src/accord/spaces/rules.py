"""Who may do what in a space. What higher parts add to it, they add in rules of their own."""

import rules

from accord.people.models import Visitor
from accord.spaces.models import Membership, Space, has_role

Role = Membership.Role


@rules.predicate
def is_administrator(visitor: Visitor, space: Space) -> bool:
    return has_role(visitor, space, Role.ADMINISTRATOR)


@rules.predicate
def runs_space(visitor: Visitor, space: Space) -> bool:
    """Those who plan here and answer for it."""
    return has_role(visitor, space, Role.ADMINISTRATOR, Role.SECRETARIAT, Role.CONTACT)


rules.add_perm("spaces.administer", is_administrator)
rules.add_perm("spaces.run", runs_space)
