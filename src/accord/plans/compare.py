"""What changed between two texts, word by word; and between two versions of a commitment."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accord.plans.models import CommitmentVersion, MilestoneText
from accord.ui.texts import LocalizedText, reading_order

# Scripts written without spaces between words: here each character is a token.
UNSPACED = (
    r"\u0e00-\u0eff"  # Thai, Lao
    r"\u0f00-\u0fff"  # Tibetan
    r"\u1000-\u109f\uaa60-\uaa7f"  # Myanmar
    r"\u1780-\u17ff"  # Khmer
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"  # kana, radicals
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"  # Han, half-width kana
    r"\U00020000-\U0003ffff"  # Han, further planes
)
TOKEN = re.compile(rf"\s+|[{UNSPACED}]|[^\W{UNSPACED}]+|.", re.DOTALL)


def tokens(text: str) -> list[str]:
    """The text cut so that joining the pieces gives it back. A mark stays with its letter."""
    pieces: list[str] = []
    for piece in TOKEN.findall(text):
        if pieces and unicodedata.category(piece[0]) in ("Mn", "Mc", "Me"):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


@dataclass(frozen=True)
class Piece:
    """`kind`: equal, insert or delete."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    old, new = tokens(before), tokens(after)
    pieces: list[Piece] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("equal", "".join(old[a1:a2])))
            continue
        if a2 > a1:
            pieces.append(Piece("delete", "".join(old[a1:a2])))
        if b2 > b1:
            pieces.append(Piece("insert", "".join(new[b1:b2])))
    return pieces


MARKS = {"equal": "{}", "insert": "<ins>{}</ins>", "delete": "<del>{}</del>"}


def marked(pieces: list[Piece]) -> SafeString:
    """The pieces as HTML, everything escaped."""
    parts = ((format_html(MARKS[piece.kind], piece.text),) for piece in pieces)
    return format_html_join("", "{}", parts)


@dataclass(frozen=True)
class Change:
    """One clause or one part of a milestone, in one language, before and after."""

    key: str
    language: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def html(self) -> SafeString:
        return marked(word_diff(self.before, self.after))


def changes(key: str, before: LocalizedText, after: LocalizedText) -> list[Change]:
    languages = reading_order({*before, *after})
    return [Change(key, code, before.get(code, ""), after.get(code, "")) for code in languages]


@dataclass(frozen=True)
class MilestoneChange:
    code: str
    title: list[Change]
    outputs: list[Change]
    dates: Change

    @property
    def is_changed(self) -> bool:
        return any(change.is_changed for change in [*self.title, *self.outputs, self.dates])


def date_words(text: MilestoneText | None) -> str:
    """A milestone's dates in one line that can be compared, as exact as they were said."""
    if text is None:
        return ""
    due = text.due_on.isoformat() if text.due_on else str(text.due_text)
    if text.due_on and text.due_precision == "month":
        due = due[:7]
    elif text.due_on and text.due_precision == "year":
        due = due[:4]
    start = text.starts_on.isoformat() if text.starts_on else ""
    return " – ".join(part for part in (start, due) if part)


def milestone_changes(old: CommitmentVersion, new: CommitmentVersion) -> list[MilestoneChange]:
    found: dict[str, list[MilestoneText | None]] = {}
    texts = MilestoneText.objects.filter(version__in=[old, new]).select_related("milestone")
    for text in texts.order_by("milestone__position", "milestone_id"):
        pair = found.setdefault(text.milestone.code, [None, None])
        # Two names for one version compare it with itself.
        if text.version_id == old.pk:
            pair[0] = text
        if text.version_id == new.pk:
            pair[1] = text
    return [milestone_change(code, *pair) for code, pair in found.items()]


def milestone_change(
    code: str, before: MilestoneText | None, after: MilestoneText | None
) -> MilestoneChange:
    empty = LocalizedText()
    return MilestoneChange(
        code,
        changes(code, before.title if before else empty, after.title if after else empty),
        changes(code, before.outputs if before else empty, after.outputs if after else empty),
        Change(code, "", date_words(before), date_words(after)),
    )
