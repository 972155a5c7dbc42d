"""What the record forgets with a person: who did it. That it was done stays."""

from accord.people.models import Person
from accord.record.models import Event


def forget(person: Person) -> None:
    Event.objects.filter(actor=person).update(actor=None)
