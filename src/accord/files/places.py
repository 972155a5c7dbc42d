"""What files can be attached to: the space itself, and what higher apps register.

    register_place(Place("process", "as_process", Role.PAPER, visible=…, permission=…, …))

With that its files are seen by those who see it, and added and taken away by those who have the
permission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.files.models import Role
from accord.record.models import Subject
from accord.record.rules import Rule
from accord.spaces.rules import is_everybodys

Title = Callable[[Any], Any]


@dataclass(frozen=True)
class Place:
    """A kind of things that files are attached to.

    `accessor` leads from a subject to such a thing, `visible` says who sees one. Whoever has
    `permission` of it adds files and takes them away. `was_shown` tells whether the public was
    ever shown it, `shown_by` which row shows it (see `record.kinds.Proof`). `title` names the
    thing above its files and `detail` tells it from others of that title; `heading` is what they
    are called there; `back` is where they are read.
    """

    kind: str
    accessor: str
    role: Role
    visible: Rule
    permission: str
    was_shown: Callable[[Any], bool]
    shown_by: Callable[[Any], models.Model | None]
    title: Title
    heading: "str | Promise"
    hint: "str | Promise"
    back: Callable[[Any], str]
    detail: Title = lambda thing: ""
    related: tuple[str, ...] = ()

    @property
    def reads(self) -> list[str]:
        """What its functions read, as paths from an attachment."""
        start = f"about__{self.accessor}"
        return [start, *(f"{start}__{name}" for name in self.related)]


_places: dict[str, Place] = {}


def register_place(place: Place) -> None:
    if place.kind in _places:
        raise ValueError(f"files of a {place.kind!r} have an owner already")
    _places[place.kind] = place


def places() -> list[Place]:
    return list(_places.values())


def place_named(kind: str) -> Place:
    if kind not in _places:
        raise Http404
    return _places[kind]


def place_of(subject: Subject) -> Place:
    return _places[subject.kind]


def declare() -> None:
    register_place(
        Place(
            kind="space",
            accessor="as_space",
            role=Role.LOGO,
            visible=is_everybodys,
            permission="spaces.administer",
            was_shown=lambda space: True,
            shown_by=lambda space: None,
            title=lambda space: space.name,
            heading=_("Logo"),
            hint="",
            back=lambda space: reverse("files:logo"),
        )
    )
