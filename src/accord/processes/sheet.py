"""The purpose sheet: what it asks, what is still lacking, what is wrong with its dates."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.processes.models import Activity

ASKED: dict[str, "str | Promise"] = {
    "title": _("a title"),
    "purpose": _("the purpose"),
    "question": _("the question"),
    "audience": _("who is asked"),
    "can_change": _("what can change"),
    "decided_by": _("who decides"),
    "influence": _("how much people can change"),
    "identity_policy": _("what others see of who speaks"),
    "opens_at": _("the first day"),
    "closes_at": _("the last day"),
    "answer_due_on": _("the day people get an answer"),
}


def missing_fields(activity: Activity) -> list["str | Promise"]:
    """What the sheet still lacks, in words; the database holds the same rule."""
    return [word for name, word in ASKED.items() if not getattr(activity, name)]


def emptied_words(activity: Activity, changes: Mapping[str, Any]) -> list[str]:
    """The texts of the sheet that would go from the place's first language.

    Announced, they are what most people read there; without them they read another language.
    """
    first = activity.process.space.language_choices[0][0]
    texts = {name: changes[name] for name in ASKED.keys() & changes.keys()}
    return [
        name
        for name, text in texts.items()
        if isinstance(text, Mapping) and getattr(activity, name).get(first) and not text.get(first)
    ]


def trouble_with_dates(activity: Activity) -> "str | Promise":
    """What is wrong with the dates together; empty when nothing is."""
    opens, closes, due = activity.opens_at, activity.closes_at, activity.answer_due_on
    if opens and closes and closes <= opens:
        return _("The last day lies before the first. Choose a later last day.")
    last = activity.last_day
    if last and due and due < last:
        return _(
            "Answers are promised before people have finished. Choose a later day for answers."
        )
    return ""
