"""Marenda with its people, offices and forum; and Vallmar, where nothing has happened yet."""

import datetime as dt
from dataclasses import dataclass, field

from accord.demo import viewers
from accord.demo.content.people import OFFICIALS, ONE_CLICK, PARTICIPANTS, STAFF
from accord.demo.content.spaces import EMPTY_SPACE, FORUM, SPACE, TOPICS
from accord.demo.content.third_plan import OFFICES
from accord.demo.content.third_plan_promises import SEATS
from accord.demo.people import DOMAIN
from accord.forum.actions import create_forum, create_seat
from accord.forum.models import Forum, Seat
from accord.forum.roles import SEATS as SEAT_ROLES
from accord.organisations.actions import create_office, create_topic
from accord.organisations.models import Office
from accord.organisations.roles import OFFICE_HEAD, OFFICE_MEMBER
from accord.people.actions import agree_to_terms
from accord.people.models import Person
from accord.record.assignments import give_role
from accord.spaces.actions import create_space
from accord.spaces.models import Space
from accord.spaces.roles import ADMINISTRATOR
from accord.ui.texts import LocalizedText


@dataclass
class Cast:
    """Everybody and everything the story speaks of, by key."""

    space: Space
    forum: Forum
    offices: dict[str, Office] = field(default_factory=dict)
    staff: dict[str, Person] = field(default_factory=dict)
    officials: dict[str, Person] = field(default_factory=dict)
    participants: list[Person] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)


def found_country(start: dt.date) -> Cast:
    viewers.begin()
    space = create_space(host="marenda.localhost", **SPACE)
    cast = Cast(space, create_forum(space=space, **FORUM))
    for code, name in TOPICS.items():
        create_topic(space=space, code=code, name=name)
    for code, name in OFFICES.items():
        cast.offices[code] = create_office(space=space, code=code, name=name)
    _hire(cast, start)
    _seat(cast, start)
    cast.participants = [_person(key, name, "en") for key, name in PARTICIPANTS]
    return cast


def found_empty_space(cast: Cast, start: dt.date) -> Space:
    """Petra administers it too: who administers every space reads how the installation does."""
    space = create_space(host="vallmar.localhost", **EMPTY_SPACE)
    petra = cast.staff["petra"]
    give_role(scope=space.subject, person=petra, role=ADMINISTRATOR, starts_on=start)
    return space


def _person(key: str, name: str, language: str) -> Person:
    domain = DOMAIN if key in ONE_CLICK else "marenda.example"
    person = Person.objects.create_person(
        email=f"{key}@{domain}", display_name=name, language=language
    )
    agree_to_terms(person)
    return person


def _hire(cast: Cast, start: dt.date) -> None:
    for key, (name, language, role) in STAFF.items():
        person = cast.staff[key] = _person(key, name, language)
        if role:
            give_role(scope=cast.space.subject, person=person, role=role, starts_on=start)
    for key, (name, language, office, title) in OFFICIALS.items():
        person = cast.officials[office] = _person(key, name, language)
        give_role(
            scope=cast.offices[office].subject,
            person=person,
            role=OFFICE_MEMBER,
            title=LocalizedText(title),
            starts_on=start,
        )
        give_role(
            scope=cast.offices[office].subject, person=person, role=OFFICE_HEAD, starts_on=start
        )


def _seat(cast: Cast, start: dt.date) -> None:
    for number, (side, title, name) in enumerate(SEATS, start=1):
        person = _person(f"seat{number}", name, "en")
        cast.staff[f"seat{number}"] = person
        seat = create_seat(forum=cast.forum, side=side, title=title, starts_on=start)
        give_role(
            scope=seat.subject,
            person=person,
            role=SEAT_ROLES[side],
            title=LocalizedText(title),
            starts_on=start,
        )
        cast.seats.append(seat)
