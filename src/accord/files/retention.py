"""What of the store goes, and what of it doesn't fit: bytes and rows beside each other.

Each night goes what nothing has needed for a month, and what was left half-way a day ago. Both wait
long enough that nobody is at work on it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.files import storage
from accord.files.actions import lock_room
from accord.files.models import SMALL, Attachment, FileTally, StoredFile
from accord.jobs.retention import register_retention
from accord.spaces.models import Space

KEPT_AFTER_REMOVAL = dt.timedelta(days=30)
KEPT_WITHOUT_ROW = dt.timedelta(days=1)  # an upload in progress is done by then
AT_ONCE = 500


@dataclass(frozen=True)
class Erased:
    """How many files went that nothing needed, and how many lay there without a row."""

    unused: int
    orphans: int


def declare() -> None:
    register_retention(
        "files", KEPT_AFTER_REMOVAL.days, _("Files that were taken away everywhere"), forget
    )


def forget(before: dt.datetime, dry_run: bool) -> int:
    now = before + KEPT_AFTER_REMOVAL
    if dry_run:
        return unused_files(now).count() + len(lost_keys(now))
    erased = erase_unused(now)
    return erased.unused + erased.orphans


def erase_unused(now: dt.datetime | None = None) -> Erased:
    """Take away the bytes that nothing needs any more."""
    now = now or timezone.now()
    unused = sum(erase(file, now) for file in list(unused_files(now)[:AT_ONCE]))
    orphans = sum(erase_orphan(key) for key in lost_keys(now))
    return Erased(unused, orphans)


def unused_files(now: dt.datetime) -> "models.QuerySet[StoredFile]":
    """Those of which every use was taken away a month ago or more."""
    uses = Attachment.objects.filter(file=OuterRef("pk"))
    needed = uses.filter(removed_at=None)
    lately = uses.filter(removed_at__gt=now - KEPT_AFTER_REMOVAL)
    kept = StoredFile.objects.filter(erased_at=None)
    return kept.filter(~Exists(needed), ~Exists(lately), uploaded_at__lt=now - KEPT_AFTER_REMOVAL)


@transaction.atomic
def erase(file: StoredFile, now: dt.datetime) -> bool:
    """Under a lock, so that nobody attaches it at the same moment and finds it gone."""
    held = StoredFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if not unused_files(now).filter(pk=held.pk).exists():
        return False
    held.erased_at = now
    held.save(update_fields=["erased_at"])
    less = held.size + held.small_size
    FileTally.objects.filter(pk=held.space_id).update(size=F("size") - less)
    storage.drop(*(key for key, _size in held.keys))
    return True


@transaction.atomic
def erase_orphan(key: str) -> bool:
    """Under the lock that a new row is written under: the same file may just have come again.

    Who comes first has a row by now, and we leave the bytes. Who comes after us writes them anew.
    """
    space_id = space_of(key)
    if space_id is not None:
        lock_room(space_id)
        if key in keys_with_rows(StoredFile.objects.filter(space=space_id, digest=digest_of(key))):
            return False
    storage.drop(key)
    return True


def space_of(key: str) -> int | None:
    """Of bytes that lie outside of every space, nobody writes a row."""
    first = key.partition("/")[0]
    known = Space.objects.filter(pk=int(first)) if first.isdecimal() else Space.objects.none()
    return known.values_list("pk", flat=True).first()


def digest_of(key: str) -> str:
    return key.rpartition("/")[2].removesuffix(SMALL)


def lost_keys(now: dt.datetime) -> list[str]:
    """Bytes without a row that nobody is about to write any more."""
    return [key for key in orphaned_keys() if is_older(key, now - KEPT_WITHOUT_ROW)]


def orphaned_keys() -> Iterator[str]:
    """What lies in the store and has no row."""
    known = keys_with_rows(StoredFile.objects.all())
    return (key for key in storage.all_keys() if key not in known)


def keys_with_rows(files: "models.QuerySet[StoredFile]") -> set[str]:
    kept = files.filter(erased_at=None).iterator()
    return {key for file in kept for key, _size in file.keys}


def missing_files() -> Iterator[StoredFile]:
    """Rows whose bytes aren't in the store, or not all of them."""
    for file in StoredFile.objects.filter(erased_at=None).iterator():
        if not all(storage.is_kept(key, size) for key, size in file.keys):
            yield file


def is_older(key: str, moment: dt.datetime) -> bool:
    return storage.file_storage().get_modified_time(key) < moment
