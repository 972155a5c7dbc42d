"""What a file is called: its own name, cleaned, with the ending of what it is."""

import re
import unicodedata

from accord.files.contents.kinds import ENDINGS, FileKind

LONGEST = 80
# Of signs, those that no system, shell or address takes for something else.
SIGNS = set(" ._,()+-–—’")
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def clean_name(given: str, kind: FileKind) -> str:
    """Never a path, a device, a hidden file or something that reads another way than it is."""
    last = re.split(r"[/\\]", given[-4096:])[-1]
    stem = last.rpartition(".")[0] or last
    plain = "".join(each for each in unicodedata.normalize("NFC", stem) if is_seen(each))
    safe = "".join(each if is_safe(each) else "-" for each in plain)
    stem = re.sub(r" +", " ", safe).strip(" .-")[:LONGEST].strip(" .-")
    if not stem or DEVICES.fullmatch(stem):
        stem = f"file-{stem}".strip("-")
    return f"{stem}.{ENDINGS[kind]}"


def is_safe(letter: str) -> bool:
    """Letters of any script with their marks, numbers, and a few signs."""
    return letter in SIGNS or unicodedata.category(letter)[0] in "LMN"


def is_seen(letter: str) -> bool:
    """No control or format characters: among these are those that turn the reading direction."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def shown_name(given: str) -> str:
    """A name in a sentence about a file that wasn't taken: short, on one line."""
    plain = "".join(each for each in given[-200:] if is_seen(each))
    return plain if len(plain) <= 60 else f"…{plain[-59:]}"
