"""The small parts of an office document that say what belongs to it, read as other programs do.

Looked at as bytes, a word may hide behind another encoding or the number of one of its letters.
"""

from dataclasses import dataclass
from xml.parsers import expat

from accord.files.contents import refusals
from accord.files.contents.refusals import Refused


@dataclass(frozen=True)
class Tag:
    """An element by its name, with the values of its attributes, without their prefixes."""

    name: str
    values: dict[str, str]


def tags_of(part: bytes) -> list[Tag]:
    """What stands in it; refused when it can't be read, or brings definitions of its own."""
    found: list[Tag] = []

    def start(name: str, values: dict[str, str]) -> None:
        plain = {bare(key): value.strip() for key, value in values.items()}
        found.append(Tag(bare(name), plain))

    def refuse(*args: object) -> None:
        raise Refused(refusals.BROKEN)

    reader = expat.ParserCreate()
    reader.StartElementHandler = start
    reader.StartDoctypeDeclHandler = refuse
    reader.EntityDeclHandler = refuse
    try:
        reader.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding nobody knows
        raise Refused(refusals.BROKEN) from None
    return found


def bare(name: str) -> str:
    return name.rpartition(":")[2].lower()
