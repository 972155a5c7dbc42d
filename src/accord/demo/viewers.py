"""The people of the demo's story, as those who ask."""

from accord.demo.content.spaces import SPACE
from accord.people.models import Person
from accord.record.models import Subject
from accord.record.viewer import Viewer


def viewer_of(person: Person | None) -> Viewer:
    return Viewer(Subject.objects.get(kind="space", code=SPACE["key"]), person)
