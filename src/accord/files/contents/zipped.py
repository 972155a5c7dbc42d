"""Office documents, which are zip files: looked at from outside, and never unpacked to a disk."""

import io
import re
import zipfile
from typing import BinaryIO

from accord.files.contents import refusals
from accord.files.contents.kinds import OPEN_DOCUMENT, FileKind
from accord.files.contents.markup import Tag, tags_of
from accord.files.contents.refusals import Refused

MOST_ENTRIES = 1_000
LARGEST_RATIO = 100
RATIO_FROM = 1_000_000  # a short list of nothing may well shrink to nothing
LARGEST_UNPACKED = 300_000_000
LARGEST_READ = 2_000_000
END = b"PK\x05\x06"
END_SIZE = 22
ENCRYPTED = 0x1
PARTS = {
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.XLSX,
    "ppt/presentation.xml": FileKind.PPTX,
}
DOCUMENTS = {f"{OPEN_DOCUMENT}text": FileKind.ODT, f"{OPEN_DOCUMENT}spreadsheet": FileKind.ODS}
MACRO_NAMES = re.compile(
    r"(^|/)(vbaProject[^/]*\.bin|vbaData\.xml|macrosheets/|activeX/|Basic/|Scripts/|customUI/)",
    re.I,
)
EMBEDDED_NAMES = re.compile(r"(^|/)(embeddings/[^/]+\.bin|oleObject[^/]*\.bin)", re.I)
MACRO_TYPES = re.compile(r"macroEnabled|vnd\.ms-office\.vba", re.I)
# A link people click is harmless; a template, a frame or an object is fetched when it is opened.
FETCHED = re.compile("attachedTemplate|oleObject|subDocument|frame|externalLinkPath", re.I)
TYPES, MANIFEST = "[content_types].xml", "meta-inf/manifest.xml"  # names of parts have no case


def look(file: BinaryIO) -> FileKind:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            refuse_shape(file, archive, entries)
            for entry in entries:
                refuse_entry(entry)
            kind = kind_of(archive)
            refuse_programs(archive)
            return kind
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError):
        raise Refused(refusals.BROKEN) from None
    except (OSError, RuntimeError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Refused(refusals.BROKEN) from None
    finally:
        file.seek(0)


def refuse_shape(file: BinaryIO, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """One archive from the first byte to the last, with each entry in a place of its own."""
    if len(entries) > MOST_ENTRIES:
        raise Refused(refusals.PACKED)
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise Refused(refusals.TWO_KINDS)
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - END_SIZE - len(archive.comment)))
    if file.read(4) != END:
        raise Refused(refusals.TWO_KINDS)
    if sum(entry.compress_size for entry in entries) > size:
        raise Refused(refusals.PACKED)  # they lie on top of one another
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Refused(refusals.PACKED)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Refused(refusals.BROKEN)


def refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & ENCRYPTED:
        raise Refused(refusals.LOCKED)
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
        raise Refused(refusals.BROKEN)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(refusals.BROKEN)
    shrunk = entry.file_size > LARGEST_RATIO * max(1, entry.compress_size)
    if shrunk and entry.file_size > RATIO_FROM:
        raise Refused(refusals.PACKED)


def kind_of(archive: zipfile.ZipFile) -> FileKind:
    names = set(archive.namelist())
    if archive.infolist()[0].filename == "mimetype":
        kind = DOCUMENTS.get(read(archive, "mimetype").decode("ascii", "replace").strip())
        if kind is not None and "content.xml" in names:
            return kind
    if "[Content_Types].xml" in names:
        found = [kind for part, kind in PARTS.items() if part in names]
        if len(found) == 1:
            return found[0]
    raise Refused(refusals.ARCHIVE)


def refuse_programs(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(map(MACRO_NAMES.search, names)):
        raise Refused(refusals.MACROS)
    if any(map(EMBEDDED_NAMES.search, names)):
        raise Refused(refusals.EMBEDDED)
    for name in names:
        if name.lower().endswith((".rels", TYPES, MANIFEST)):
            for tag in tags_of(read(archive, name)):
                refuse_tag(tag)


def refuse_tag(tag: Tag) -> None:
    if MACRO_TYPES.search(tag.values.get("contenttype", "")):
        raise Refused(refusals.MACROS)
    is_outside = tag.values.get("targetmode", "").lower() == "external"
    if is_outside and FETCHED.search(tag.values.get("type", "")):
        raise Refused(refusals.REMOTE)
    if tag.name == "encryption-data":
        raise Refused(refusals.LOCKED)


def read(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of the archive; what it says of its own length isn't believed."""
    with archive.open(name) as part:
        found = part.read(LARGEST_READ + 1)
    if len(found) > LARGEST_READ:
        raise Refused(refusals.PACKED)
    return found
