"""What kinds of activity serve what somebody wants, and why."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.processes.registry import ActivityType, activity_types

# For each task: what a planner would say they want, and why an activity that serves it fits.
WANTED: dict[str, tuple["str | Promise", "str | Promise"]] = {
    "find problems": (
        _("Hear what goes wrong"),
        _("People tell in their own words what you didn’t think of asking."),
    ),
    "find solutions": (
        _("Collect ideas to fix it"),
        _("Each person can put forward an idea, and others can add to it."),
    ),
    "weigh": (
        _("Understand where people agree and differ"),
        _("People look at several views and say how far they share them."),
    ),
    "prioritise": (
        _("Find out what comes first"),
        _("People compare, so that more isn’t promised than can be kept."),
    ),
    "draft": (_("Write the text together"), _("Everyone works on the same words.")),
    "decide": (_("Decide"), _("It ends with a result that binds, by a rule known before.")),
    "monitor": (
        _("See whether promises are kept"),
        _("People who see the results say how far they have come."),
    ),
}


@dataclass(frozen=True)
class Advice:
    type: ActivityType
    why: "str | Promise"


def tasks() -> list[tuple[str, "str | Promise"]]:
    return [(task, words) for task, (words, _why) in WANTED.items()]


def advise(task: str) -> list[Advice]:
    """The installed kinds of activity that serve this task."""
    if task not in WANTED:
        return []
    why = WANTED[task][1]
    return [Advice(one, why) for one in activity_types() if task in (one.task, *one.also_serves)]
