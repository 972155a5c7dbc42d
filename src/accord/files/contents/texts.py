"""Plain texts and tables: they have no mark of their own, so every letter is read."""

import codecs
import re
from typing import BinaryIO

from accord.files.contents import refusals
from accord.files.contents.kinds import FileKind
from accord.files.contents.refusals import Refused

CHUNK = 65_536
# Nothing that moves a terminal or hides: tab, line ends and form feed alone.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
MARKUP = re.compile(r"<(?:!doctype\s+html|html|script|svg|iframe|body)[\s>/]", re.IGNORECASE)


def look(file: BinaryIO, name: str) -> FileKind:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    is_first = True
    file.seek(0)
    while True:
        chunk = file.read(CHUNK)
        refuse_binary(text := decoded(decoder, chunk, is_first=is_first), is_first=is_first)
        if is_first and MARKUP.search(text[:4096]):
            raise Refused(refusals.WEB_PAGE)
        is_first = False
        if not chunk:
            break
    file.seek(0)
    return FileKind.CSV if name.lower().endswith((".csv", ".tsv")) else FileKind.TXT


def decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, *, is_first: bool) -> str:
    try:
        return decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError:
        looks_like_text = is_first and b"\0" not in chunk and sum(map(is_odd, chunk[:512])) < 5
        words = refusals.NOT_TEXT if looks_like_text or not is_first else refusals.UNKNOWN
        raise Refused(words) from None


def is_odd(byte: int) -> bool:
    return byte < 32 and byte not in b"\t\n\r\f"


def refuse_binary(text: str, *, is_first: bool) -> None:
    if CONTROL.search(text):
        raise Refused(refusals.UNKNOWN if is_first else refusals.BROKEN)
