"""Telling the kind of a file by its first bytes, and handing it to whoever knows that kind."""

import io
import zipfile
from typing import BinaryIO

from accord.files.contents import pdf, refusals, texts, zipped
from accord.files.contents.kinds import PICTURES, FileKind
from accord.files.contents.refusals import Refused

HEAD = 4096
EARLY = 1024  # a reader of PDF, or of pages, looks for a beginning as far as this
ZIP = b"PK\x03\x04"
SIGNATURES = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"%PDF-", FileKind.PDF),
)
ARCHIVES = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"PK\x05\x06",
    b"\x28\xb5\x2f\xfd",
)
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = (b"<!doctype html", b"<html", b"<script", b"<body", b"<iframe")


def look_into(file: BinaryIO, name: str = "") -> FileKind:
    """The kind of a file, or `Refused`. Of the name, it only tells a table from a plain text."""
    head = read_head(file)
    if not head.strip(b"\0 \t\r\n"):
        raise Refused(refusals.EMPTY)
    refuse_known(head, file)
    kind = kind_by_signature(head)
    if kind is not None:
        refuse_second_kind(head, kind, file)
    if kind is FileKind.PDF:
        pdf.look(file)
    if kind is not None:
        return kind
    if head.startswith(ZIP):
        refuse_early(head, (b"%PDF-", *PAGE))
        return zipped.look(file)
    return texts.look(file, name)


def read_head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def kind_by_signature(head: bytes) -> FileKind | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    return next((kind for mark, kind in SIGNATURES if head.startswith(mark)), None)


def refuse_known(head: bytes, file: BinaryIO) -> None:
    """What we know and don't take, so that the words can say what to do."""
    if head.startswith(OLD_OFFICE):
        raise Refused(refusals.OLD_OFFICE)
    if head.startswith(ARCHIVES) or head[257:262] == b"ustar":
        raise Refused(refusals.ARCHIVE)
    if head.startswith(PROGRAMS):
        raise Refused(refusals.PROGRAM)
    start = head[:EARLY].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"<") and b"<svg" in head.lower():
        raise Refused(refusals.SVG)
    if start.startswith((*PAGE, b"<?xml", b"<!--", b"<head", b"<meta")):
        raise Refused(refusals.WEB_PAGE)


def refuse_second_kind(head: bytes, kind: FileKind, file: BinaryIO) -> None:
    """A file that another program would read as something else: a picture that is an archive."""
    others = PAGE if kind is FileKind.PDF else (*PAGE, b"%pdf-")
    refuse_early(head, others)
    if is_zip_at_the_end(file) or (kind in PICTURES and holds_pdf(file)):
        raise Refused(refusals.TWO_KINDS)


def refuse_early(head: bytes, marks: tuple[bytes, ...]) -> None:
    early = head[:EARLY].lower()
    if any(mark.lower() in early for mark in marks):
        raise Refused(refusals.TWO_KINDS)


def is_zip_at_the_end(file: BinaryIO) -> bool:
    try:
        return zipfile.is_zipfile(file)
    finally:
        file.seek(0)


def holds_pdf(file: BinaryIO) -> bool:
    """Whether a PDF was put behind a picture: the line before its end that says where it begins."""
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - EARLY))
    tail = file.read()
    file.seek(0)
    return b"startxref" in tail and b"%%EOF" in tail
