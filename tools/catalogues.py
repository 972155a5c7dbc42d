"""Catalogues of translations: find every message, bring the .po files up to date, say what lacks.

    python -m tools.catalogues update     adds new messages, drops those that are gone
    python -m tools.catalogues missing    lists what each language lacks
    python -m tools.catalogues fill LANGUAGE FILE.json
                                          takes translations in: {"message": "words" or [plurals]}

Needs Babel and Django alone, not Debian's gettext.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "accord"
COMPLETE = ("es", "fr")
LANGUAGES = (*COMPLETE, "ar")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}


@cache
def messages() -> Catalog:
    """Every message in our Python and templates, with where it stands."""
    catalogue = Catalog(project="Accord", charset="utf-8")
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        for line, message, comments, context in _found_in(path):
            place = (path.relative_to(SOURCE).as_posix(), line)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def _found_in(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What Django leaves of a template is Python's calls among filler, without sense in indents.
        text = re.sub(r"(?m)^[ \t]+", "", templatize(text, origin=str(path)))
    source = io.BytesIO(text.encode("utf-8"))
    options = {"encoding": "utf-8"}
    yield from extract(
        "python", source, KEYWORDS, ["Translators:"], options, strip_comment_tags=True
    )


def catalogue_path(language: str) -> Path:
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def kept(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Accord", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Rewrite each .po file: new messages empty, gone ones dropped, translations kept."""
    found = messages()
    for language in LANGUAGES:
        catalogue = kept(language)
        catalogue.header_comment = f"# Accord in {language}. Licence: AGPL-3.0-or-later."
        catalogue.version = "0.1"
        catalogue.msgid_bugs_address = catalogue.language_team = ""
        catalogue.last_translator = "Accord contributors"
        catalogue.update(found, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, sort_output=True, no_location=True, width=100)


def missing(language: str) -> list[str]:
    """Messages without a translation in this language, or with half of their plural forms."""
    catalogue = kept(language)
    lacking = []
    for message in messages():
        if not message.id:
            continue
        entry = catalogue.get(message.id, message.context)
        strings = [] if entry is None else entry.string
        parts = list(strings) if isinstance(strings, tuple | list) else [strings]
        if not parts or not all(parts) or (entry is not None and entry.fuzzy):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def fill(language: str, path: Path) -> list[str]:
    """Take in translations by message; gives back those that no message asks for."""
    catalogue = kept(language)
    unknown = []
    for words, translation in json.loads(path.read_text(encoding="utf-8")).items():
        found = next((m for m in catalogue if m.id and words in _forms(m.id)), None)
        if found is None:
            unknown.append(words)
        else:
            found.string = tuple(translation) if isinstance(translation, list) else translation
    with catalogue_path(language).open("wb") as file:
        write_po(file, catalogue, sort_output=True, no_location=True, width=100)
    return unknown


def _forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def main(command: str, *words: str) -> int:
    if command == "update":
        update()
        return 0
    if command == "fill":
        language, name = words
        unknown = fill(language, Path(name))
        print(*[f"no such message: {message!r}" for message in unknown], sep="\n")
        return 1 if unknown else 0
    lacking = {language: missing(language) for language in COMPLETE}
    for language, lines in lacking.items():
        print(f"{language}: {len(lines)} missing")
        for line in lines:
            print(f"  {line!r}")
    return 1 if any(lacking.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["missing"])))
