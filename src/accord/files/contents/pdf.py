"""PDF: refused where it holds a program, other files or a lock that we can see.

A PDF has more hiding places than we look into, which is why it is also never shown inside a page:
it is only ever a download, under a policy that lets it do nothing (docs/adr/0019). We look at what
stands in the clear, for objects and telling names inside of streams, and into the packed streams in
which objects may lie.
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


def spelt(*names: bytes) -> "re.Pattern[bytes]":
    """These names, in each of their spellings."""
    spellings = (b"".join(b"(?:%c|#(?i:%02x))" % (each, each) for each in name) for name in names)
    return re.compile(b"/(?:" + b"|".join(spellings) + b")(?![A-Za-z0-9#])")


# So long that no packed bytes spell them by chance, and no words of people do.
TELLING = spelt(b"JavaScript", b"RichMedia", b"EmbeddedFile", b"EmbeddedFiles")
OBJECTS = spelt(b"ObjStm")
STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\r|\n)")
# Between words, comments are read over as spaces are.
SPACE = rb"(?:[\0\t\n\f\r ]|%[^\r\n]{0,200}[\r\n])+"
BEGINNING = re.compile(rb"\d" + SPACE + rb"\d{1,9}" + SPACE + rb"obj\b|\btrailer\b")
LARGEST_STREAM = 8_000_000
LARGEST_IN_ALL = 64_000_000
MOST_STREAMS = 20_000
BEFORE = 600  # of a stream, on its line
TAIL = 2048
STEP, OVERLAP = 1_000_000, 100


def look(file: BinaryIO) -> None:
    with mapped(file) as content:
        if content.rfind(b"%%EOF") < max(0, len(content) - TAIL):
            raise Refused(refusals.BROKEN)
        for start, end in described(content):
            refuse_names(content[start:end])
        for found in TELLING.finditer(content):
            refuse_names(found[0])
        for unpacked in packed_objects(content):
            refuse_names(unpacked)


def mapped(file: BinaryIO) -> mmap.mmap:
    """The file as bytes that the system reads when they are asked for."""
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def described(content: mmap.mmap) -> Iterator[tuple[int, int]]:
    """The parts between the streams: what stands in the clear. In pieces, as they can be long.

    Of a stream, what comes after an object that begins in it is such a part as well: objects are
    found by their place in the file, and that may lie anywhere.
    """
    here = 0
    for found in real_streams(content):
        yield from pieces(here, found.end())
        here = end_of(content, found)
        begun = BEGINNING.search(content, found.end(), here)
        if begun:
            yield from pieces(begun.start(), here)
    yield from pieces(here, len(content))


def real_streams(content: mmap.mmap) -> Iterator["re.Match[bytes]"]:
    """Those that follow a description and aren't words of a comment, one after another."""
    here = 0
    for found in STREAM.finditer(content):
        before = content[max(here, found.start() - BEFORE) : found.start()]
        is_comment = b"%" in re.split(rb"[\r\n]", before)[-1]
        if before.rstrip(b"\0\t\n\f\r ").endswith(b">>") and not is_comment:
            yield found
            here = end_of(content, found)


def end_of(content: mmap.mmap, stream: "re.Match[bytes]") -> int:
    end = content.find(b"endstream", stream.end())
    return len(content) if end < 0 else end


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
    """Each stream that holds objects, unpacked as far as we are willing to.

    Whatever looks like a stream counts, also in comments and in other streams. Its description
    stands somewhere behind the beginning of the last one that is real.
    """
    total, looked, holds_objects = 0, 0, False
    real = {found.start() for found in real_streams(content)}
    for number, found in enumerate(STREAM.finditer(content)):
        if number > MOST_STREAMS:
            raise Refused(refusals.PACKED)
        holds_objects |= OBJECTS.search(content, looked, found.start()) is not None
        looked = found.end()
        if holds_objects:
            packed = content[found.end() : end_of(content, found)]
            unpacked = unpack(packed)
            total += len(packed) + len(unpacked)
            if total > LARGEST_IN_ALL:
                raise Refused(refusals.PACKED)
            yield unpacked
        holds_objects &= found.start() not in real


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
