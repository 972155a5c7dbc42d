"""The policy table's grammar: which roles reach which route. See test_matrix.py."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps

VISITOR = "visitor"
ROLES = (
    VISITOR,
    "participant",  # signed in, no role
    "author",  # wrote the sample idea
    "official",  # member of the office that answers and leads
    "office_head",  # of that same office
    "other_official",  # member of another office
    "government_seat",
    "civil_seat",
    "other_seat",
    "government_alternate",
    "civil_alternate",
    "other_alternate",
    "rapporteur",
    "moderator",
    "reviewer",
    "operator",
    "translator",
    "facilitator",
    "planner",
    "drafter",
    "secretariat",
    "contact",
    "administrator",
    "assessor",
    "stranger",  # administrator of another space
)
ALL = frozenset(ROLES)
SIGNED_IN = ALL - {VISITOR}
# The people of the table who are appointed in a process, by the role that they hold in it.
APPOINTED = (
    "rapporteur",
    "moderator",
    "reviewer",
    "operator",
    "translator",
    "facilitator",
    "planner",
    "drafter",
)
# Who sees a process that isn't public: those who work on it, and those who run its space.
INSIDERS = frozenset({*APPOINTED, "secretariat", "contact", "administrator"})
OFFICIALS = frozenset({"official", "office_head"})
RUNS = frozenset({"planner", "secretariat", "contact", "administrator"})
WRITES_THEMES = RUNS | {"rapporteur"}
DRAFTS_PLAN = RUNS | {"drafter"}


@dataclass(frozen=True)
class Route:
    """One URL name: a sample of its arguments, and the roles it opens for.

    `sample` gets a `Place` (scenario.py): the objects of a public or of a hidden process.
    `get`/`post`: who gets an answer that isn't a refusal; None where the method isn't offered
    (405). Refused roles get `refused` (403 or 404); visitors may be sent to sign in instead.
    `has_process`: whether the route shows something of the sample process, so that in a hidden
    process all but INSIDERS get 404.
    """

    name: str
    sample: Callable[[Any], list[Any]] = lambda at: []
    get: frozenset[str] | None = ALL
    post: frozenset[str] | None = None
    refused: int = 403
    has_process: bool = True
    variant: str = ""  # tells samples of one route apart

    def __str__(self) -> str:
        return f"{self.name}/{self.variant}" if self.variant else self.name


def sample_files() -> list[ModuleType]:
    """`matrix.py` of each installed app that has one.

    Its `ROUTES` are rows of the table, its `add_samples` puts what they show into a `Place`.
    """
    names = [f"{app.name}.matrix" for app in apps.get_app_configs()]
    return [importlib.import_module(name) for name in names if find_spec(name) is not None]
