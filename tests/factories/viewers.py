from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser

from accord.people.models import Person
from accord.record.models import Subject
from accord.record.viewer import Viewer

NOWHERE = Subject(kind="space", code="nowhere")


def viewer_of(
    person: Person | AnonymousUser | Viewer | None = None,
    space: Subject | None = None,
    receipts: Collection[int] = (),
) -> Viewer:
    """This person, or nobody, as who asks: in this space, or in the oldest that there is."""
    if isinstance(person, Viewer):
        return person
    here = space or Subject.objects.filter(kind="space").order_by("pk").first() or NOWHERE
    return Viewer(here, person if isinstance(person, Person) else None, frozenset(receipts))
