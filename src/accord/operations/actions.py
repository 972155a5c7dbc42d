"""What the operator tells the installation. Nothing here is about a thing of a place: no event."""

from importlib import metadata

from accord.errors import Conflict
from accord.operations.models import Backup

KEPT = 100


def note_backup(*, size: int) -> Backup:
    """For who runs the machine, so that no rule is asked. An empty backup is none."""
    if size <= 0:
        raise Conflict("An empty file is no backup. Nothing was noted.")
    made = Backup.objects.create(size=size, version=metadata.version("accord"))
    Backup.objects.filter(pk__lte=made.pk - KEPT).delete()
    return made
