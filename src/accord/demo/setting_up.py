"""What every process of the demo begins with: people, phases, a call with its purpose sheet."""

from typing import Any

from accord.demo.clock import Clock
from accord.demo.country import Cast
from accord.demo.viewers import viewer_of
from accord.processes.actions import (
    add_phase,
    announce_activity,
    create_activity,
    create_process,
    edit_process,
    save_sheet,
)
from accord.processes.dates import closing_instant, first_instant
from accord.processes.models import Activity, Process
from accord.record.assignments import assign
from accord.ui.texts import LocalizedText

ROLES = [
    ("mara", "planner"),
    ("ines", "rapporteur"),
    ("jonas", "moderator"),
    ("jonas", "operator"),
    ("hugo", "drafter"),
]
SHEET = ("purpose", "question", "audience", "can_change", "decided_by")


def set_up(
    *,
    cast: Cast,
    clock: Clock,
    content: dict[str, Any],
    phases: list[dict[str, Any]],
    slug: str,
    **dates: Any,
) -> Process:
    """A process of the forum with its staff, its words and its phases; not open yet."""
    yusuf, mara = cast.staff["yusuf"], cast.staff["mara"]
    process = create_process(
        viewer=viewer_of(yusuf),
        space=cast.space,
        title=content["title"],
        question=content["question"],
        starts_on=clock.day(phases[0]["days"][0]),
        template_key="",
        forum=cast.forum,
        slug=slug,
    )
    for key, role in ROLES:
        assign(viewer=viewer_of(yusuf), scope=process, person=cast.staff[key], role=role)
    process = edit_process(viewer=viewer_of(mara), process=process, **content["more"], **dates)
    for phase in phases:
        start, end = phase["days"]
        add_phase(
            viewer=viewer_of(mara),
            process=process,
            name=phase["name"],
            about=phase["about"],
            icon=phase["icon"],
            starts_on=clock.day(start),
            ends_on=clock.day(end) if end is not None else None,
        )
    return process


def lay_out_call(*, cast: Cast, clock: Clock, process: Process, sheet: dict[str, Any]) -> Activity:
    """An ideas activity with its purpose sheet filled and announced."""
    mara, zone = cast.staff["mara"], cast.space.zone
    opens, closes, due = (clock.day(days) for days in sheet["days"])
    phase = process.phases.order_by("position")[sheet["phase"]]
    activity = create_activity(
        viewer=viewer_of(mara), process=process, type_key="ideas", title=sheet["title"], phase=phase
    )
    activity = save_sheet(
        viewer=viewer_of(mara),
        activity=activity,
        influence=sheet["influence"],
        identity_policy=sheet["identity_policy"],
        opens_at=first_instant(opens, zone),
        closes_at=closing_instant(closes, zone),
        answer_due_on=due,
        **{name: LocalizedText(sheet[name]) for name in SHEET},
    )
    return announce_activity(viewer=viewer_of(mara), activity=activity)
