"""Adding files to what people see, and taking them away."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.files import storage
from accord.files.contents import Refused, refusals
from accord.files.events import FILE_ATTACHED, FILE_REMOVED
from accord.files.intake import Ready, received
from accord.files.models import Attachment, FileTally, Role, StoredFile
from accord.files.names import one_line
from accord.files.places import place_of
from accord.files.proofs import thing_of, was_shown
from accord.record.events import emit
from accord.record.models import Subject, SubjectModel
from accord.record.rules import require
from accord.record.subjects import new_subject, next_number
from accord.record.viewer import Viewer
from accord.spaces.actions import set_logo
from accord.spaces.models import Space
from accord.ui.words import refuse_contact

LARGEST_LOGO = 20_000
FULL = _("There’s no room left for files here. Ask whoever runs this site for more.")


def attach_file(
    *,
    viewer: Viewer,
    thing: SubjectModel,
    upload: "UploadedFile[Any]",
    description: str,
    language: str,
) -> Attachment:
    """Look at a file, keep it, and attach it to the thing. What is refused leaves nothing behind.

    The bytes are in the store before the row is written: not inside the transaction, which others
    would wait for, and not after it, when a row might stand there without them.
    """
    place = place_of(thing.subject)
    require(viewer, place.permission, thing)
    description = one_line(description)
    refuse_contact(description)
    with received(upload, only_pictures=place.role == Role.LOGO) as ready:
        refuse_full(thing.subject.space_id, ready)
        keep_bytes(thing.subject.space_id, ready)
        return _attach(viewer, thing, ready, description, language)


@transaction.atomic
def _attach(
    viewer: Viewer, thing: SubjectModel, ready: Ready, description: str, language: str
) -> Attachment:
    place = place_of(thing.subject)
    require(viewer, place.permission, thing)
    file = stored(viewer, thing.subject.space_id, ready)
    now = timezone.now()
    if place.role == Role.LOGO:
        _remove_logo(viewer, thing)
    elif Attachment.objects.filter(about=thing.pk, file=file, role=place.role, removed_at=None):
        raise Refused(_("It’s here already. You don’t need to add it again."))
    made = Attachment.objects.create(
        subject=number_file(thing.subject),
        about=thing.subject,
        file=file,
        role=place.role,
        name=ready.name,
        description=description,
        language=language,
        attached_at=now,
    )
    emit(FILE_ATTACHED, made, viewer, data={"sha256": file.digest})
    if place.role == Role.LOGO:
        _show_logo(viewer, made)
    return made


def number_file(about: Subject) -> Subject:
    """A short address: a file is known by its number in the space."""
    space = Subject.objects.get(kind="space", pk=about.space_id or 0)
    return new_subject("file", str(next_number(space, "file")), parent=about)


def stored(viewer: Viewer, space_id: int | None, ready: Ready) -> StoredFile:
    """The row of these bytes: the one that is there, or a new one in the room that is left."""
    rows = StoredFile.objects.select_for_update(of=("self",))
    same = rows.filter(space=space_id, digest=ready.digest)
    found = same.first()
    if found is None:
        lock_room(space_id)
        found = same.first()  # the same file may have come another way while we waited
    if found is None or found.erased_at is not None:
        take_room(space_id, ready.size + ready.small_size)
    # They may have been erased since we looked. Now nobody erases them: of a row that is there
    # we hold the lock, and bytes without a row only go under the lock of the room.
    keep_bytes(space_id, ready)
    if found is None:
        return StoredFile.objects.create(
            space_id=space_id,
            digest=ready.digest,
            size=ready.size,
            kind=ready.kind,
            uploaded_by=viewer.person,
            uploaded_at=timezone.now(),
            scanned_at=timezone.now() if ready.was_scanned else None,
            **ready.measures,
        )
    if found.erased_at is not None:
        found.erased_at = None
        found.save(update_fields=["erased_at"])
    return found


def keep_bytes(space_id: int | None, ready: Ready) -> None:
    """Into the store, unless they are there already."""
    row = StoredFile(space_id=space_id, digest=ready.digest, size=ready.size, kind=ready.kind)
    pairs = [(row.key, ready.path), (row.small_key, ready.small)]
    for key, path in pairs:
        if path is not None and not storage.is_kept(key, path.stat().st_size):
            storage.keep(key, path)


def refuse_full(space_id: int | None, ready: Ready) -> None:
    """Asked before the bytes are kept; what was asked is held to when the row is written."""
    tally = FileTally.objects.filter(space=space_id).first() or FileTally(space_id=space_id)
    if tally.size + ready.size + ready.small_size > tally.limit:
        raise Refused(FULL)


def take_room(space_id: int | None, size: int) -> None:
    tally = lock_room(space_id)
    if tally.size + size > tally.limit:
        raise Refused(FULL)
    tally.size += size
    tally.save(update_fields=["size"])


def lock_room(space_id: int | None) -> FileTally:
    """Whoever writes the first row of some bytes, or erases bytes without a row, holds this."""
    FileTally.objects.get_or_create(space_id=space_id)
    return FileTally.objects.select_for_update().get(space=space_id)


@transaction.atomic
def set_quota(*, space: Space, size: int | None) -> FileTally:
    """How much room a space has. It is for who runs the machine, so no rule is asked."""
    tally, _new = FileTally.objects.update_or_create(space=space, defaults={"quota": size})
    return tally


@transaction.atomic
def remove_file(*, viewer: Viewer, attachment: Attachment, reason: str = "") -> Attachment:
    """Take a file away. Of one that the public saw, it stays known that it was there, and why."""
    held = Attachment.objects.locked().get(pk=attachment.pk)
    require(viewer, place_of(held.about).permission, thing_of(held))
    refuse_contact(reason)
    if held.removed_at is not None:
        raise Conflict(_("This file was taken away already."))
    if held.role == Role.LOGO:
        _remove_logo(viewer, thing_of(held))
        set_logo(viewer=viewer, space=thing_of(held))
        held.refresh_from_db()
        return held
    if not reason and was_shown(held):
        raise Conflict(_("Say why. People who used this file will want to know."))
    return _take_away(viewer, held, reason)


def _take_away(viewer: Viewer, held: Attachment, reason: str) -> Attachment:
    held.removed_at = timezone.now()
    held.removed_reason = reason
    held.save(update_fields=["removed_at", "removed_reason"])
    emit(FILE_REMOVED, held, viewer, data={"sha256": held.file.digest, "reason": reason})
    return held


def _remove_logo(viewer: Viewer, space: SubjectModel) -> None:
    current = Attachment.objects.locked().filter(about=space.pk, role=Role.LOGO, removed_at=None)
    for one in current:
        _take_away(viewer, one, "")


def _show_logo(viewer: Viewer, logo: Attachment) -> None:
    file = logo.file
    if file.small_size > LARGEST_LOGO:
        raise Refused(refusals.NOT_A_PICTURE)
    measures = {"width": file.small_width or 0, "height": file.small_height or 0}
    set_logo(viewer=viewer, space=thing_of(logo), url=logo.small_url, **measures)
