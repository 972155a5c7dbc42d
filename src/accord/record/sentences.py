"""An entry as people read it: a sentence, a day, a public name. Never a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.record.models import LogEntry
from accord.record.registry import verbs
from accord.ui.texts import LocalizedText

LABELS = {
    "cleared_by": _("Who cleared it"),
    "edition": _("Edition"),
    "into": _("Joined into"),
    "origin": _("Where it came from"),
    "outcome": _("What became of it"),
    "override_by": _("Who allowed it"),
    "person": _("Who"),
    "reason": _("Reason"),
    "role": _("Role"),
    "sha256": _("Fingerprint of the file (SHA-256)"),
    "title": _("Title"),
    "unanswered": _("Unanswered"),
    "words": _("Fingerprint of what was said"),
}


# How the values of a name are said, such as what became of something: by its owner.
_said_values: dict[str, Callable[[str], "str | Promise"]] = {}


def register_value(name: str, say: Callable[[str], "str | Promise"]) -> None:
    if name in _said_values:
        raise ValueError(f"how a {name} is said has an owner already")
    _said_values[name] = say


@dataclass(frozen=True)
class Line:
    entry: LogEntry
    sentence: "str | Promise"
    public_id: str
    title: LocalizedText


@dataclass(frozen=True)
class Fact:
    """One public value of an entry: a text in languages, or a plain one."""

    name: str
    text: LocalizedText
    plain: str

    @property
    def label(self) -> "str | Promise":
        return label(self.name)


def line_of(entry: LogEntry) -> Line:
    """The entry in words. One whose verb nobody owns any more is still in the log."""
    content = entry.content
    known = verbs().get(entry.verb)
    title = content["public"].get("title")
    return Line(
        entry=entry,
        sentence=known.sentence if known else _("Something was recorded"),
        public_id=str(content["id"]),
        title=LocalizedText(title) if is_text(title) else LocalizedText(),
    )


def facts(entry: LogEntry) -> list[Fact]:
    """The public values of an entry, sealed ones left out."""
    public = {name: value for name, value in entry.content["public"].items() if name != "sealed"}
    return [
        Fact(name, LocalizedText(value), "")
        if is_text(value)
        else Fact(name, LocalizedText(), spelt(value, name))
        for name, value in sorted(public.items())
    ]


def label(name: str) -> "str | Promise":
    """The name of a value as people read it; one that nobody put into words stays as it is."""
    return LABELS.get(name, name)


def is_text(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def spelt(value: Any, name: str = "") -> str:
    if isinstance(value, list):
        return ", ".join(spelt(piece, name) for piece in value)
    if value is None:
        return ""
    return str(_said_values[name](str(value))) if name in _said_values else str(value)
