"""The kinds of words that people say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.contributions import proofs
from accord.contributions.models import Contribution
from accord.contributions.rules import is_listed, is_visible, is_visible_outside_discussions
from accord.record.kinds import Kind, Proof, register_kind

# How the addresses of their pages call words of a kind: ideas/92.
_paths: dict[str, str] = {}


def declare() -> None:
    register_words("comment", _("comment"), station="said")


def register_words(key: str, noun: "str | Promise", *, path: str = "", station: str = "") -> None:
    """Words of this kind have lines in the log; with a `path` each has a page of its own."""
    if path in _paths.values():
        raise ValueError(f"the path {path!r} has an owner already")
    if path:
        _paths[key] = path
    register_kind(
        Kind(
            key,
            Contribution,
            noun,
            visible=is_visible,
            narrow=is_visible_outside_discussions if path else None,
            related=("activity__process", "process", "provenance"),
            in_lists=("activity__process", "provenance"),
            for_people=("receipt",),
            shown=is_listed,
            station=station,
            within=("root", "activity", "process"),
            short=lambda words: _("No. %(number)s") % {"number": words.number},
            proof=Proof(
                version=1,
                canonical=proofs.canonical,
                was_shown=proofs.was_shown,
                shown_by=lambda words: words.process,
                queryset=lambda: Contribution.objects.select_related("process", "activity"),
            ),
        )
    )


def has_page(key: str) -> bool:
    return key in _paths


class FirstWords:
    """In an address: the kinds of words that have pages of their own, by their paths."""

    def __init__(self) -> None:
        self.regex = "|".join(sorted(_paths.values())) or "(?!)"

    def to_python(self, value: str) -> str:
        return next(key for key, path in _paths.items() if path == value)

    def to_url(self, value: str) -> str:
        if value not in _paths:
            raise ValueError(f"{value!r} has no page of its own")
        return _paths[value]
