"""A speaker's name stands with words that somebody else typed: those pages change with the name."""

from accord.contributions.models import Contribution, Door
from accord.people.models import Person
from accord.record.events import emit
from accord.record.models import Subject
from accord.record.new_names import RENAMED


def say_renamed(person: Person) -> None:
    """The record says so where they were the actor; of these words somebody else was."""
    typed = Contribution.objects.filter(author=person, provenance__door__in=Door.typed())
    spaces = typed.values("subject__space")
    for space in Subject.objects.filter(pk__in=spaces).order_by("pk"):
        emit(RENAMED, space, None)
