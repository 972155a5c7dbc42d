"""How words and themes stand on a thread, and how a thread begins at one."""

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accord.contributions.models import Contribution, Door, Translation
from accord.contributions.rules import is_own
from accord.record.kinds import kind_of
from accord.record.relations import HEARD, SAID
from accord.record.rules import matches
from accord.record.stations import Found, Station, register_opening, register_teller
from accord.themes.models import Paragraph, Theme
from accord.ui.templatetags.accord import foreign
from accord.ui.texts import as_text

QUOTED = 3


def declare() -> None:
    register_teller(SAID, Contribution, tell=said)
    register_teller(HEARD, Theme, tell=joined)
    register_teller(HEARD, Paragraph, tell=heard)
    register_opening(Contribution, words_opening)
    register_opening(Theme, theme_opening)


# --- What people said ----------------------------------------------------------------------------
def said(found: Found) -> list[Station]:
    words = sorted(found.of(Contribution), key=lambda row: row.pk)
    if isinstance(found.thing, Contribution):
        return [own_station(found.thing)]
    if words:
        return [voices(words, found)]
    return []


def own_station(words: Contribution) -> Station:
    day = date_format(words.said_on)
    return Station(
        SAID,
        "themes/thread/said.html",
        "message-circle",
        _("Said"),
        _("A person said"),
        brief=day,
        meta=[day, door_of(words), _("No. %(number)s") % {"number": words.number}],
        body=[words],
        data=lambda: {"words": [words_data(words)]},
    )


def voices(words: list[Contribution], found: Found) -> Station:
    themes = roots(found)
    count = sum(theme.member_count for theme in themes) or len(words)
    quoted = words[:QUOTED]
    return Station(
        SAID,
        "themes/thread/voices.html",
        "message-circle",
        _("Said"),
        ngettext("A person said", "People said", count),
        brief=_("since %(day)s") % {"day": date_format(words[0].said_on)},
        body={
            "quotes": [(row, found.address(row)) for row in quoted],
            "more": themes if count > len(quoted) else [],
        },
        data=lambda: {"words": [words_data(row) for row in quoted]},
    )


def door_of(words: Contribution) -> "str | Promise":
    return words.provenance.get_door_display() if hasattr(words, "provenance") else ""


def words_data(row: Contribution) -> dict[str, Any]:
    return {
        "number": row.number,
        "said_on": row.said_on.isoformat(),
        "language": row.language,
        "title": row.title,
        "text": row.body,
        "url": row.get_absolute_url(),
    }


# --- What was heard ------------------------------------------------------------------------------
def roots(found: Found) -> list[Theme]:
    """The themes, each as what it became part of."""
    themes = {theme.root or theme for theme in found.of(Theme)}
    return sorted(themes, key=lambda theme: theme.number)


def joined(found: Found) -> list[Station]:
    themes = roots(found)
    if not themes:
        return []
    count = sum(theme.member_count for theme in themes)
    heading = ngettext(
        "%(count)d person said this", "%(count)d people said much the same", count
    ) % {"count": count}
    brief = ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
    if isinstance(found.thing, Contribution) and count > 1:
        brief = ngettext("with %(count)d other", "with %(count)d others", count - 1) % {
            "count": count - 1
        }
    words = sorted(found.of(Contribution), key=lambda row: row.pk)
    return [
        Station(
            HEARD,
            "themes/thread/joined.html",
            "git-merge",
            _("Joined"),
            heading,
            brief=brief,
            body={"themes": [(theme, found.address(theme)) for theme in themes]},
            voices=(count, [row.pk for row in words] or [theme.pk for theme in themes]),
            data=lambda: {"themes": [theme_data(theme) for theme in themes]},
        )
    ]


def theme_data(theme: Theme) -> dict[str, Any]:
    return {
        "number": theme.number,
        "people": theme.member_count,
        "text": as_text(theme.title).plain(),
        "url": theme.get_absolute_url(),
    }


def heard(found: Found) -> list[Station]:
    paragraphs = sorted(found.of(Paragraph), key=lambda row: (row.position, row.pk))
    if not paragraphs:
        return []
    return [
        Station(
            HEARD,
            "themes/thread/heard.html",
            "message-circle",
            _("Heard"),
            _("What people said under this heading"),
            body=paragraphs,
            data=lambda: {"paragraphs": [paragraph_data(row) for row in paragraphs]},
        )
    ]


def paragraph_data(row: Paragraph) -> dict[str, Any]:
    return {"text": as_text(row.heard).plain(), "url": row.get_absolute_url()}


# --- Title and lead ------------------------------------------------------------------------------
def words_opening(found: Found, translated: bool) -> dict[str, Any]:
    words, kind = found.thing, str(kind_of(found.thing).noun)
    translation = translation_of(words)
    shown = translation if translated else None
    title = shown.title if shown and shown.title else words.title or str(words)
    return {
        "icon": "message-circle",
        "eyebrow": _("%(kind)s, from start to finish") % {"kind": kind.capitalize()},
        "voice_title": title,
        "voice_language": shown.language if shown and shown.title else words.language,
        "lead": lead_of(words),
        "translation": translation,
        "shows_translation": shown is not None,
        "language_name": foreign(words.language),
        "is_own": matches(is_own(found.viewer), words),
    }


def translation_of(words: Contribution) -> Translation | None:
    """The words in the reader's language, where they were said in another."""
    reader = (get_language() or "").split("-")[0]
    if words.language.split("-")[0] == reader:
        return None
    return words.translations.select_related("translator").filter(language=reader).first()


def lead_of(words: Contribution) -> str:
    """By which door, and when, as one sentence."""
    sentences = {
        Door.WEB: _("Written on this site on %(day)s. Here is what became of it."),
        Door.SMS: _("By text message, %(day)s. Here is what became of it."),
        Door.VOICE: _("By phone, %(day)s. Here is what became of it."),
        Door.PAPER: _("On a paper form, %(day)s. Here is what became of it."),
        Door.DESK: _("At a desk, %(day)s. Here is what became of it."),
        Door.EMAIL: _("By e-mail, %(day)s. Here is what became of it."),
        Door.WORKSHOP: _("At a workshop, %(day)s. Here is what became of it."),
    }
    door = words.provenance.door if hasattr(words, "provenance") else Door.WEB
    return sentences[Door(door)] % {"day": date_format(words.said_on)}


def theme_opening(found: Found, translated: bool) -> dict[str, Any]:
    theme = found.thing
    return {
        "icon": "git-merge",
        "eyebrow": _("One theme, from start to finish"),
        "title": theme.title,
        "lead": _("What people said, and what became of it."),
    }
