"""A person's name stands on pages of the places where they have done something: those change."""

from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.record.events import emit
from accord.record.models import Assignment, Event, Subject
from accord.record.registry import private

RENAMED = private(
    "person.renamed", _("Someone has another name"), affects_space=True, is_unsigned=True
)


def say_renamed(person: Person) -> None:
    """One event in each such place, in this transaction."""
    done = Event.objects.filter(actor=person).values("subject__space")
    held = Assignment.objects.filter(person=person).values("subject__space")
    for space in Subject.objects.filter(pk__in=done.union(held)).order_by("pk"):
        emit(RENAMED, space, None)
