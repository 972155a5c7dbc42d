"""What the record forgets with a person: who did it. That it was done stays."""

from accord.people.models import Person
from accord.record.models import Deed


def forget(person: Person) -> None:
    Deed.objects.filter(actor=person).update(actor=None)
