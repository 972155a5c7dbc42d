"""What themes forget with a person: who made them."""

from accord.people.models import Person
from accord.themes.models import Theme


def forget(person: Person) -> None:
    Theme.objects.filter(made_by=person).update(made_by=None)
