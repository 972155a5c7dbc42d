"""Who asks. Views, rules, panels, actions and tests take this one object."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from accord.people.models import Person
from accord.record.models import Assignment, Subject

# Of each role the things it is held in, with their spaces.
Roles = dict[str, dict[int, int]]

# What a session calls a receipt whose code was shown in this browser, before the receipt's key.
RECEIPT = "receipt:"


def _now() -> dt.datetime:
    return timezone.now()  # looked up anew: the demo tells its story at other times


@dataclass(frozen=True)
class Viewer:
    """Somebody, signed in or not, who looks at a space or does something in it.

    What is asked for them is asked once, so a viewer lasts no longer than a page or an action.
    """

    space: Subject
    person: Person | None = None
    receipts: frozenset[int] = frozenset()
    now: dt.datetime = field(default_factory=_now, compare=False)

    @property
    def pk(self) -> int | None:
        """Of the person; nothing where nobody is signed in."""
        return None if self.person is None else self.person.pk

    @property
    def is_public(self) -> bool:
        """Whether they see what everybody sees, and no more."""
        return self.person is None and not self.receipts

    @cached_property
    def roles(self) -> Roles:
        """The things in which this person holds each role today; asked once, if anybody asks."""
        return roles_of(self.pk, timezone.localdate(self.now)) if self.pk is not None else {}

    def scopes_of_role(self, *roles: str) -> frozenset[int]:
        """The things in which this person holds one of these roles."""
        return frozenset().union(*(self.roles.get(role, {}) for role in roles))

    def spaces_of_role(self, *roles: str) -> frozenset[int]:
        """The spaces in which this person holds one of these roles, in whatever thing."""
        return frozenset().union(*(self.roles.get(role, {}).values() for role in roles))

    @cached_property
    def _found(self) -> dict[object, frozenset[int]]:
        return {}

    def once(self, find: Callable[["Viewer"], frozenset[int]]) -> frozenset[int]:
        """The ids that this finds for the viewer, asked only the first time."""
        if find not in self._found:
            self._found[find] = find(self)
        return self._found[find]

    def visible_ids(self, kind: str) -> frozenset[int]:
        """All that they see of a kind of which a space has hundreds at most; asked once.

        For offices, forums, processes, plans. Never for what people say.
        """
        if kind not in self._found:
            from accord.record.kinds import kind_named  # kinds stand on viewers

            rows = kind_named(kind).visible_rows(self)
            self._found[kind] = frozenset(rows.order_by().values_list("pk", flat=True))
        return self._found[kind]

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


def receipts_in(session: Iterable[str]) -> frozenset[int]:
    """The receipts whose codes were shown in this browser, by the names in its session."""
    return frozenset(
        int(name.removeprefix(RECEIPT)) for name in session if name.startswith(RECEIPT)
    )


class AccordRequest(HttpRequest):
    """A request as views here get it."""

    viewer: Viewer
    space: Any  # the place itself, which `spaces` knows
    htmx: HtmxDetails
