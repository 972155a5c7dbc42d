"""How a file stands in the public log: by its fingerprint, so that anybody can compare theirs."""

from typing import Any

from django.db import models

from accord.files.models import Attachment
from accord.files.places import place_of, places


def attachment_form(attachment: Attachment) -> dict[str, Any]:
    removed = attachment.removed_at
    return {
        "about": f"{attachment.about.kind}/{attachment.about.code}",
        "role": attachment.role,
        "sha256": attachment.file.digest,
        "size": attachment.file.size,
        "kind": attachment.file.kind,
        "name": attachment.name,
        "description": attachment.description,
        "language": attachment.language,
        "removed_on": removed.date().isoformat() if removed else None,
        "removed_reason": attachment.removed_reason,
    }


def thing_of(attachment: Attachment) -> Any:
    return getattr(attachment.about, place_of(attachment.about).accessor)


def was_shown(attachment: Attachment) -> bool:
    return place_of(attachment.about).was_shown(thing_of(attachment))


def shown_by(attachment: Attachment) -> models.Model | None:
    return place_of(attachment.about).shown_by(thing_of(attachment))


def in_public(attachment: Attachment) -> bool:
    """What was taken away may have been so because of what it was called."""
    return was_shown(attachment) and attachment.removed_at is None


def rows() -> Any:
    paths = [path for place in places() for path in place.reads]
    return Attachment.objects.select_related("file", "about", *paths)
