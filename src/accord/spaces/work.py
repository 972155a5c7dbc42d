"""The page "Your work": what each part of the site has for a person to do in a space.

A part registers a panel at `PLACE` with `template=TEMPLATE`; its `rows` give back, for a space,
`work(title, entries)`, or nothing when the viewer has no business there. What stands at `BEGIN`
leads those who run a space to the first thing to do in it, here and at home. What stands at
`SETTINGS` is nothing that has to be done: what can be set for the place. The part with the
highest view of roles registers the link to this page at `shell.account`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

PLACE = "spaces.work"
BEGIN = "spaces.begin"
SETTINGS = "spaces.settings"
TEMPLATE = "spaces/work_entries.html"


@dataclass(frozen=True)
class Entry:
    """One place to go to, by what it is about."""

    thing: Any
    url: str


def work(title: "str | Promise", entries: Sequence[Entry]) -> dict[str, Any]:
    return {"work_title": title, "work_entries": entries}
