"""What a space forgets with a person: their roles. A seat stays, for it belongs to a body."""

from accord.people.models import Person
from accord.spaces.models import Seat


def forget(person: Person) -> None:
    person.memberships.all().delete()
    person.office_memberships.all().delete()
    Seat.objects.filter(person=person).update(person=None)
