"""What a file is called: its own name, cleaned, with the ending of what it is."""

import re
import unicodedata

from accord.files.contents.kinds import ENDINGS, FileKind
from accord.ui.words import phones_in

LONGEST = 80
# Of signs, those that no system, shell or address takes for something else.
SIGNS = set(" ._,()+-–—’")
# Marks that turn the reading direction of what follows, also of what isn't theirs.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)

EMAIL = re.compile(r"[\w.+-]+@[\w.-]+")
# As cameras, telephones and offices write it into names: no phone number, however many digits.
MOMENT = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-. ]?(?:0[1-9]|1[0-2])[-. ]?(?:0[1-9]|[12]\d|3[01])"
    r"(?:(?: at |[-. T])[0-2]\d(?:[0-5]\d[0-5]\d(?:\d{3})?|[-.h][0-5]\d(?:[-.][0-5]\d)?))?"
    r"|(?:0[1-9]|[12]\d|3[01])[-. ](?:0[1-9]|1[0-2])[-. ](?:19|20)\d\d)(?!\d)"
)


def clean_name(given: str, kind: FileKind) -> str:
    """Never a path, a device, a hidden file or something that reads another way than it is.

    How to reach somebody doesn't stand in it either: everybody reads it, and on a telephone nobody
    can give a file another name.
    """
    plain = without_contact(stem_of(given))
    safe = without_contact("".join(each if is_safe(each) else "-" for each in plain))
    stem = re.sub(r" +", " ", safe).strip(" .-")[:LONGEST].strip(" .-")
    if not stem or DEVICES.fullmatch(stem):
        stem = f"file-{stem}".strip("-")
    return f"{stem}.{ENDINGS[kind]}"


def stem_of(given: str) -> str:
    last = re.split(r"[/\\]", given[-4096:])[-1]
    stem = last.rpartition(".")[0] or last
    return "".join(each for each in unicodedata.normalize("NFC", stem) if is_seen(each))


def has_contact(given: str) -> bool:
    """Whether something is left out of this name."""
    stem = stem_of(given)
    return without_contact(stem) != stem


def without_contact(stem: str) -> str:
    stem = EMAIL.sub("", stem)
    # Letter for letter the same, so that what is found there can be cut here.
    spaced = stem.replace("_", " ")
    undated = MOMENT.sub(lambda found: "|" * len(found[0]), spaced)
    for phone in reversed(phones_in(undated)):
        stem = stem[: phone.start()] + stem[phone.end() :]
    return stem


def is_safe(letter: str) -> bool:
    """Letters of any script with their marks, numbers, and a few signs."""
    return letter in SIGNS or unicodedata.category(letter)[0] in "LMN"


def is_seen(letter: str) -> bool:
    """No control or format characters: among these are those that turn the reading direction."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def one_line(text: str) -> str:
    """What a file shows, where names stand: no line ends, and nothing that turns what is beside it.

    Joiners stay, without which some scripts can't be written.
    """
    spaced = " ".join(TURNS.sub("", text).split())
    return "".join(each for each in spaced if unicodedata.category(each) != "Cc")


def shown_name(given: str) -> str:
    """A name in a sentence about a file that wasn't taken: short, on one line."""
    plain = "".join(each for each in given[-200:] if is_seen(each))
    return plain if len(plain) <= 60 else f"…{plain[-59:]}"
