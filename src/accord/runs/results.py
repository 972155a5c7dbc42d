"""Files that a job makes: written piece by piece, kept for some days, and then forgotten."""

import tempfile
from collections.abc import Iterable
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, storages

from accord.runs.models import Job


def storage() -> Storage:
    return storages["results"]


def keep(job: Job, pieces: Iterable[bytes]) -> None:
    """Write the job's file; never more than a piece in memory. Each attempt has one of its own."""
    with tempfile.TemporaryFile() as whole:
        for piece in pieces:
            whole.write(piece)
        whole.seek(0)
        job.file = storage().save(f"{job.key}-{job.attempts}", File(whole))


def opened(job: Job) -> IO[bytes]:
    return storage().open(job.file)


def forget(name: str) -> None:
    if name:
        storage().delete(name)
