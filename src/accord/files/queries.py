"""What pages show of the files of things."""

from collections import defaultdict
from collections.abc import Iterable

from accord.files.models import Attachment


def files_of(subject_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """The files of each of these things, which the viewer was found to see, in one query.

    Those that were taken away are among them: that they were, and why, stays known.
    """
    wanted = list(subject_ids)
    found: dict[int, list[Attachment]] = defaultdict(list)
    if wanted:
        for one in Attachment.objects.of(*wanted):
            found[one.about_id].append(one)
    return found


def papers_of(subject_id: int) -> list[Attachment]:
    """The same of one thing."""
    return list(Attachment.objects.of(subject_id))
