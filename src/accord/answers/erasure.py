"""What answers forget with a person: their name. The office, the role and the date stay.

Whoever clears an answer speaks for an office. The office answers for it further on, so the name of
the one who has left can go, and the public log holds it sealed for just that reason.
"""

from accord.answers.events import RESPONSE_UNSIGNED
from accord.answers.models import Rejoinder, Response
from accord.contributions import receipts
from accord.people.models import Person
from accord.record.actions import forget as forget_sealed
from accord.record.events import emit
from accord.record.models import SealedValue


def forget(person: Person) -> None:
    _unsign_clearances(person)
    _cut_off_rejoinders(person)
    Response.objects.filter(drafted_by=person).update(drafted_by=None)
    Response.objects.filter(assigned_to=person).update(assigned_to=None)


def _unsign_clearances(person: Person) -> None:
    rows = list(Response.objects.locked().filter(cleared_by=person))
    for row in rows:
        row.cleared_by, row.cleared_name = None, role_of(row.cleared_name, person.display_name)
        row.save(update_fields=["cleared_by", "cleared_name"])
    keys = [row.pk for row in rows]
    sealed = SealedValue.objects.filter(name="cleared_by")
    forget_sealed(sealed.filter(entry__subject__in=keys))
    for row in rows:
        emit(RESPONSE_UNSIGNED, row, None)


def role_of(cleared_name: str, name: str) -> str:
    """The role out of "name, role". Of a name changed since we can't tell where it ends."""
    has_name = bool(name) and cleared_name.startswith(f"{name}, ")
    return cleared_name.removeprefix(f"{name}, ") if has_name else ""


def _cut_off_rejoinders(person: Person) -> None:
    """What they answered back stays; in place of the account, a receipt whose code nobody has."""
    for row in Rejoinder.objects.locked().filter(person=person):
        row.receipt, _code = receipts.issue(None)
        row.person = None
        row.save(update_fields=["person", "receipt"])
