"""Who asks. Views, rules, panels, actions and tests take this one object."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from accord.people.models import Person
from accord.record.models import Assignment, Subject, SubjectModel

# Of each role the things it is held in, with their spaces.
Roles = dict[str, dict[int, int]]


@dataclass(frozen=True)
class Viewer:
    """Somebody, signed in or not, who looks at a space or does something in it."""

    space: Subject
    person: Person | None = None

    @property
    def pk(self) -> int | None:
        """Of the person; nothing where nobody is signed in."""
        return None if self.person is None else self.person.pk

    @cached_property
    def roles(self) -> Roles:
        """The things in which this person holds each role today; asked once, if anybody asks."""
        return roles_of(self.pk, timezone.localdate()) if self.pk is not None else {}

    def scopes_of_role(self, *roles: str) -> frozenset[int]:
        """The things in which this person holds one of these roles."""
        return frozenset().union(*(self.roles.get(role, {}) for role in roles))

    def has_role_in(self, space: SubjectModel | Subject, *roles: str) -> bool:
        """Whether this person holds one of these roles in anything of the space."""
        return any(space.pk in self.roles.get(role, {}).values() for role in roles)

    @property
    def actor(self) -> Person:
        """The person, where a rule has let only those pass who are signed in."""
        if self.person is None:
            raise TypeError("nobody is signed in: ask a rule that needs a person first")
        return self.person


def roles_of(person_id: int, day: dt.date) -> Roles:
    rows = Assignment.objects.current(day).filter(person=person_id).order_by()
    held: Roles = defaultdict(dict)
    for key, scope, space in rows.values_list("role", "scope_id", "scope__space_id"):
        held[key][scope] = space or scope
    return dict(held)


class AccordRequest(HttpRequest):
    """A request as views here get it."""

    viewer: Viewer
    space: Any  # the place itself, which `spaces` knows
    htmx: HtmxDetails
