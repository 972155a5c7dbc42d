"""A file stays where it was attached; that this person brought it is forgotten."""

from accord.files.models import StoredFile
from accord.people.models import Person


def forget(person: Person) -> None:
    StoredFile.objects.filter(uploaded_by=person).update(uploaded_by=None)
