"""What the record forgets with a person: who did it, and who held a role. That it was so stays.

An assignment stands in the public log, so its row stays and ends today, with an entry that says so.
Whom it was given to was sealed there; without the sealed value nobody can tell any more.
"""

from accord.people.models import Person
from accord.record.actions import forget as forget_sealed
from accord.record.assignments import end_role
from accord.record.models import Assignment, Event, SealedValue
from accord.record.new_names import say_renamed


def forget(person: Person) -> None:
    rows = list(Assignment.objects.locked().filter(person=person).order_by("pk"))
    for row in rows:
        end_role(row)
    sealed = SealedValue.objects.filter(name="person")
    forget_sealed(sealed.filter(entry__subject__in=[row.pk for row in rows]))
    say_renamed(person)
    Event.objects.filter(actor=person).update(actor=None)
