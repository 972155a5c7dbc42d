"""A short task for workers that are processes of their own."""

from accord.jobs.tasks import task
from accord.people.models import Letter


@task()
def write_down(viewer, *, number: int) -> None:
    Letter.objects.create(to=f"row {number}", subject="", body="")
