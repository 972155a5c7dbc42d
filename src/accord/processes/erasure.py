"""What processes forget with a person: their name behind a role, and who moved a date.

An appointment stands in the public log, so its row stays and ends today, with an
entry that says so.
Whom it was given to was sealed there; without the sealed value nobody can tell any more.
"""

from django.utils import timezone

from accord.people.models import Person
from accord.processes.actions.events import note_down
from accord.processes.models import Appointment, DateChange
from accord.record.actions import forget as forget_sealed
from accord.record.models import SealedValue


def forget(person: Person) -> None:
    appointments = Appointment.objects.filter(person=person).select_related("process__space")
    rows = list(appointments.select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        if row.ends_on is None or row.ends_on > timezone.localdate():
            _end(row)
    sealed = SealedValue.objects.filter(entry__kind="appointment", name="person")
    forget_sealed(sealed.filter(entry__object_id__in=[row.pk for row in rows]))
    DateChange.objects.filter(by=person).update(by=None)


def _end(row: Appointment) -> None:
    row.ends_on = timezone.localdate()
    row.save(update_fields=["ends_on"])
    note_down(process=row.process, key="appointment.ended", thing=row, viewer=None)
