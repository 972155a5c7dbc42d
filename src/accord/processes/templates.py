"""Templates of processes, and the rules of the field that bear on their dates. Dated data.

A rule that changes gets a new row with its own `valid_from`; old processes keep the old one.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PhaseRow:
    name: "str | Promise"
    about: "str | Promise"
    icon: str
    days: int


@dataclass(frozen=True)
class ActivityRow:
    """An activity the template suggests, and in which phase (counted from 0)."""

    type_key: str
    title: "str | Promise"
    phase: int
    influence: str


@dataclass(frozen=True)
class ProcessTemplate:
    key: str
    name: "str | Promise"
    valid_from: dt.date
    # Days between publishing the dates and the first day of work on the plan.
    timeline_lead_days: int
    phases: tuple[PhaseRow, ...]
    activities: tuple[ActivityRow, ...] = ()
    # The phase with which the making of the plan begins.
    development_phase: int = 0


NATIONAL_PLAN = ProcessTemplate(
    key="ogp-national-2022",
    name=_("OGP national action plan"),
    valid_from=dt.date(2022, 1, 1),
    timeline_lead_days=14,
    phases=(
        PhaseRow(
            _("Getting ready"),
            _(
                "The forum agrees its rules, publishes these dates and tells people how to "
                "take part."
            ),
            "megaphone",
            28,
        ),
        PhaseRow(
            _("Listening"),
            _("Anyone can share a problem or an idea."),
            "message-circle",
            42,
        ),
        PhaseRow(
            _("Finding what we have in common"),
            _(
                "Ideas that say one thing are put side by side. You can say "
                "“that isn’t what I meant”."
            ),
            "git-merge",
            28,
        ),
        PhaseRow(
            _("Deciding and drafting together"),
            _("The forum chooses, with reasons, and each promise is written with those who asked."),
            "scale",
            42,
        ),
        PhaseRow(
            _("Answering everyone"),
            _("Each idea gets a written answer: yes, partly, or no, and why."),
            "reply",
            21,
        ),
        PhaseRow(
            _("The plan, and keeping it"),
            _("The plan is adopted. Twice a year both sides say how far each promise has come."),
            "file-text",
            0,
        ),
    ),
    activities=(ActivityRow("ideas", _("Tell us a problem, or an idea to fix one"), 1, "involve"),),
    development_phase=1,
)

QUICK = ProcessTemplate(
    key="quick",
    name=_("A short round: one question in three weeks"),
    valid_from=dt.date(2022, 1, 1),
    timeline_lead_days=0,
    phases=(
        PhaseRow(_("Listening"), _("Anyone can share a problem or an idea."), "message-circle", 14),
        PhaseRow(_("Answering everyone"), _("Each idea gets a written answer."), "reply", 7),
    ),
    activities=(ActivityRow("ideas", _("Tell us what you think"), 0, "consult"),),
)

TEMPLATES = {template.key: template for template in (NATIONAL_PLAN, QUICK)}


def template_of(key: str) -> ProcessTemplate | None:
    return TEMPLATES.get(key)


@dataclass(frozen=True)
class Notice:
    """How many days publishing on a day gives before work begins, and how many the rule asks."""

    days: int
    asked: int

    @property
    def is_enough(self) -> bool:
        return self.days >= self.asked


def notice_given(
    *, template_key: str, published_on: dt.date, starts_on: dt.date | None
) -> Notice | None:
    template = template_of(template_key)
    if template is None or starts_on is None:
        return None
    return Notice(days=(starts_on - published_on).days, asked=template.timeline_lead_days)


def in_languages(words: "str | Promise", languages: list[str]) -> dict[str, str]:
    """One of our own translated texts, in each language that has it in the catalogue."""
    texts = {}
    for code in languages or ["en"]:
        with translation.override(code):
            texts[code] = str(words)
    english = texts.get("en") or _english(words)
    # An untranslated text would pass for one in that language.
    return {code: text for code, text in texts.items() if code == "en" or text != english} or {
        "en": english
    }


def _english(words: "str | Promise") -> str:
    with translation.override("en"):
        return str(words)
