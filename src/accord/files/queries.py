"""What pages show of the files of things."""

from collections import defaultdict
from collections.abc import Iterable

from accord.files.models import Attachment
from accord.record.viewer import Viewer


def files_of(subject_ids: Iterable[int], viewer: Viewer) -> dict[int, list[Attachment]]:
    """The files of each of these things that the viewer sees, in one query.

    Those that were taken away are among them: that they were, and why, stays known.
    """
    wanted = list(subject_ids)
    found: dict[int, list[Attachment]] = defaultdict(list)
    if wanted:
        for one in Attachment.objects.visible_to(viewer).of(*wanted):
            found[one.about_id].append(one)
    return found


def papers_of(subject_id: int) -> list[Attachment]:
    """The files of one thing that the viewer was found to see."""
    return list(Attachment.objects.of(subject_id))
