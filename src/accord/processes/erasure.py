"""What processes forget with a person: who moved a date. That it was moved, and why, stays."""

from accord.people.models import Person
from accord.processes.models import DateChange


def forget(person: Person) -> None:
    DateChange.objects.filter(by=person).update(by=None)
