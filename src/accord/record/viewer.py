"""Who asks. Views, rules, panels, actions and tests take this one object."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accord.people.models import Person
from accord.record.models import Subject


@dataclass(frozen=True)
class Viewer:
    """Somebody, signed in or not, who looks at a space or does something in it."""

    space: Subject
    person: Person | None = None

    @property
    def pk(self) -> int | None:
        """Of the person; nothing where nobody is signed in."""
        return None if self.person is None else self.person.pk

    @property
    def actor(self) -> Person:
        """The person, where a rule has let only those pass who are signed in."""
        if self.person is None:
            raise TypeError("nobody is signed in: ask a rule that needs a person first")
        return self.person


class AccordRequest(HttpRequest):
    """A request as views here get it."""

    viewer: Viewer
    space: Any  # the place itself, which `spaces` knows
    htmx: HtmxDetails
