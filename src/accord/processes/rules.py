"""Who may do what with a process. `things` are processes, or whatever hangs on one."""

from typing import Any

import rules

from accord.processes.models import Activity, Phase, Process, has_appointment, runs_process
from accord.record.viewer import Viewer
from accord.spaces.models import Space, has_role
from accord.spaces.roles import RUNS_SPACE


def _process_of(thing: Any) -> Process | None:
    if isinstance(thing, Activity | Phase):
        return thing.process
    return thing if isinstance(thing, Process) else None


@rules.predicate
def can_plan(viewer: Viewer, thing: Any) -> bool:
    process = _process_of(thing)
    return process is not None and runs_process(viewer, process)


@rules.predicate
def records_decisions(viewer: Viewer, thing: Any) -> bool:
    """An administrator keeps the machine running; what a forum decided isn't theirs to write."""
    process = _process_of(thing)
    return process is not None and (
        has_appointment(viewer, process, "planner")
        or has_role(viewer, process.space, "secretariat")
    )


@rules.predicate
def runs_the_space(viewer: Viewer, thing: Any) -> bool:
    process = _process_of(thing)
    space = process.space if process else thing
    return isinstance(space, Space) and has_role(viewer, space, *RUNS_SPACE)


rules.add_perm("processes.create", runs_the_space)
rules.add_perm("processes.plan", can_plan)
rules.add_perm("processes.appoint", runs_the_space)
rules.add_perm("processes.decide", records_decisions)
