"""Between the browser and the store: what was sent is looked at, made ready and kept."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accord.files import scanner
from accord.files.contents import FileKind, Refused, look_into, refusals
from accord.files.contents.kinds import LARGEST, PICTURES
from accord.files.contents.pictures import Picture, make_anew
from accord.files.names import clean_name
from accord.files.sizes import size_in_words

CHUNK = 65_536


@dataclass(frozen=True)
class Ready:
    """A file that is fit to be kept: a path each for its bytes and, of a picture, the small one."""

    kind: FileKind
    name: str
    digest: str
    path: Path
    was_scanned: bool
    picture: Picture | None = None
    small: Path | None = None

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    @property
    def small_size(self) -> int:
        return self.small.stat().st_size if self.small else 0

    @property
    def measures(self) -> dict[str, Any]:
        """What the row says of a picture."""
        if self.picture is None:
            return {}
        return {
            "width": self.picture.width,
            "height": self.picture.height,
            "small_size": self.small_size,
            "small_width": self.picture.small_width,
            "small_height": self.picture.small_height,
        }


@contextmanager
def received(upload: "UploadedFile[Any]", *, only_pictures: bool = False) -> Iterator[Ready]:
    """The file, looked at and made ready, in a folder that goes when this ends; or `Refused`."""
    refuse_too_large(upload, settings.FILE_LIMIT)
    with tempfile.TemporaryDirectory(prefix="accord-") as name:
        folder = Path(name)
        sent = folder / "sent"
        write(upload, sent)
        with sent.open("rb") as file:
            kind = look_into(file, upload.name or "")
        refuse_too_large(upload, min(LARGEST[kind], settings.FILE_LIMIT))
        if only_pictures and kind not in PICTURES:
            raise Refused(refusals.NOT_A_PICTURE)
        yield made_ready(sent, folder, kind, upload.name or "", scanner.scan(sent))


def made_ready(sent: Path, folder: Path, kind: FileKind, name: str, was_scanned: bool) -> Ready:
    if kind not in PICTURES:
        return Ready(kind, clean_name(name, kind), digest_of(sent), sent, was_scanned)
    large, small = folder / "large", folder / "small"
    made = make_anew(sent, large, small, kind)
    named = clean_name(name, made.kind)
    return Ready(made.kind, named, digest_of(large), large, was_scanned, made, small)


def refuse_too_large(upload: "UploadedFile[Any]", limit: int) -> None:
    if getattr(upload, "is_cut", False) or (upload.size or 0) > limit:
        words = _("It’s larger than %(limit)s. Make it smaller, or split it and add the parts.")
        raise Refused(words % {"limit": size_in_words(limit)})


def write(upload: "UploadedFile[Any]", path: Path) -> None:
    with path.open("wb") as file:
        for chunk in upload.chunks(CHUNK):
            file.write(chunk)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
