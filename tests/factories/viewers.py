from django.contrib.auth.models import AnonymousUser

from accord.people.models import Person
from accord.people.viewer import Viewer


def viewer_of(person: Person | AnonymousUser | Viewer | None = None) -> Viewer:
    """This person as who asks; nobody signed in, where none is given."""
    if isinstance(person, Viewer):
        return person
    return Viewer(person=person if isinstance(person, Person) else None)
