from accord.people.models import Person
from accord.runs.models import Job


def forget(person: Person) -> None:
    """What was done stays done; who asked for it isn't kept."""
    Job.objects.filter(person=person).update(person=None)
