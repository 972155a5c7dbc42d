"""The first administrator comes in by a link, made by whoever runs the machine."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accord.people.actions import make_link_secret
from accord.people.models import Person, normalised_email
from accord.record.assignments import give_role
from accord.spaces.actions import create_space
from accord.spaces.models import Space
from accord.spaces.roles import ADMINISTRATOR


class UnknownSpaceError(LookupError):
    """No space by that key, or several and no key."""


@transaction.atomic
def invite_administrator(*, email: str, space_key: str | None) -> str:
    """Make them administrator and give the link, good for a day and once. Asks no rule: whoever
    can run commands on the machine already has the database in their hands.
    """
    space = _space(space_key)
    person, _is_new = Person.objects.get_or_create(
        email=normalised_email(email), defaults={"password": "!"}
    )
    give_role(scope=space.subject, person=person, role=ADMINISTRATOR)
    code, secret = make_link_secret(email=email)
    return _origin(space) + reverse("people:link", args=[code.key, secret])


def _space(key: str | None) -> Space:
    if key is None and Space.objects.count() == 1:
        return Space.objects.get()
    if not Space.objects.exists():
        return _first_space(key or "home")
    found = Space.objects.filter(key=key or "").first()
    if found is None:
        keys = ", ".join(Space.objects.order_by("key").values_list("key", flat=True))
        wrong = "Name the space with --space" if key is None else f"There is no space {key!r}"
        raise UnknownSpaceError(f"{wrong}. There are: {keys}")
    return found


def _first_space(key: str) -> Space:
    """A new installation has none yet: this one answers at the installation's own address."""
    host = urlsplit(settings.ORIGIN).hostname or "localhost"
    return create_space(key=key, host=host, name={"en": key.replace("-", " ").capitalize()})


def _origin(space: Space) -> str:
    own = urlsplit(settings.ORIGIN)
    hosts = list(space.hosts.order_by("-is_primary", "pk").values_list("host", flat=True))
    host = own.hostname if own.hostname in hosts or not hosts else hosts[0]
    return f"{own.scheme}://{host}{f':{own.port}' if own.port else ''}"
