"""PDF: refused where it holds a program, other files or a lock that we can see.

A PDF has more hiding places than we look into, which is why it is also never shown inside a page:
it is only ever a download, under a policy that lets it do nothing (docs/adr/0019). We look at what
stands in the clear, and into the packed streams in which its objects may lie.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from accord.files.contents import refusals
from accord.files.contents.refusals import Refused

# A name may be spelt with the numbers of its letters: /J#61vaScript.
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
NAME = re.compile(rb"/([A-Za-z#][A-Za-z0-9#]{0,60})")
PROGRAMS = {b"JavaScript", b"JS", b"Launch", b"RichMedia", b"XFA", b"Movie", b"Sound", b"Rendition"}
FILES = {b"EmbeddedFile", b"EmbeddedFiles", b"Collection"}
LOCK = b"Encrypt"
STREAM = re.compile(rb"(?<!end)stream\r?\n")
OBJECTS = re.compile(rb"/Type\s*/ObjStm")
LARGEST_STREAM = 8_000_000
LARGEST_IN_ALL = 64_000_000
MOST_STREAMS = 20_000
BEFORE = 600  # of a stream: its own description
TAIL = 2048
STEP, OVERLAP = 1_000_000, 100


def look(file: BinaryIO) -> None:
    with mapped(file) as content:
        if content.rfind(b"%%EOF") < max(0, len(content) - TAIL):
            raise Refused(refusals.BROKEN)
        for start, end in described(content):
            refuse_names(content[start:end])
        for unpacked in packed_objects(content):
            refuse_names(unpacked)


def mapped(file: BinaryIO) -> mmap.mmap:
    """The file as bytes that the system reads when they are asked for."""
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def described(content: mmap.mmap) -> Iterator[tuple[int, int]]:
    """The parts between the streams: what stands in the clear. In pieces, as they can be long."""
    here = 0
    for found in STREAM.finditer(content):
        if found.start() < here:
            continue
        yield from pieces(here, found.end())
        end = content.find(b"endstream", found.end())
        here = len(content) if end < 0 else end
    yield from pieces(here, len(content))


def pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    """They overlap, for a name that lies across the cut."""
    while start < end:
        yield max(0, start - OVERLAP), min(start + STEP, end)
        start += STEP


def unescaped(code: "re.Match[bytes]") -> bytes:
    return bytes([int(code[1], 16)])


def refuse_names(part: bytes) -> None:
    names = {ESCAPE.sub(unescaped, name) for name in NAME.findall(part)}
    if names & PROGRAMS:
        raise Refused(refusals.PDF_PROGRAM)
    if names & FILES:
        raise Refused(refusals.PDF_FILES)
    if LOCK in names:
        raise Refused(refusals.LOCKED)


def packed_objects(content: mmap.mmap) -> Iterator[bytes]:
    """Each stream that holds objects, unpacked as far as we are willing to."""
    total = 0
    for number, found in enumerate(STREAM.finditer(content)):
        if number > MOST_STREAMS:
            raise Refused(refusals.PACKED)
        if not OBJECTS.search(content[max(0, found.start() - BEFORE) : found.start()]):
            continue
        end = content.find(b"endstream", found.end())
        unpacked = unpack(content[found.end() : len(content) if end < 0 else end])
        total += len(unpacked)
        if total > LARGEST_IN_ALL:
            raise Refused(refusals.PACKED)
        yield unpacked


def unpack(packed: bytes) -> bytes:
    """A stream that is packed in another way than all programs do, we can't look into."""
    reader = zlib.decompressobj()
    try:
        unpacked = reader.decompress(packed, LARGEST_STREAM)
    except zlib.error:
        raise Refused(refusals.BROKEN) from None
    if reader.unconsumed_tail:
        raise Refused(refusals.PACKED)
    return unpacked
