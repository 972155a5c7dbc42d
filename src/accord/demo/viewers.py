"""The people of the demo's story, as those who ask."""

from accord.people.models import Person
from accord.people.viewer import Viewer


def viewer_of(person: Person | None) -> Viewer:
    return Viewer(person=person)
