"""What people do with processes; each file holds the verbs of one noun."""

from accord.processes.actions.activities import (
    announce_activity,
    close_activity,
    create_activity,
    open_activity,
    save_sheet,
    settle_answers,
)
from accord.processes.actions.dates import add_phase, edit_phase, move_date
from accord.processes.actions.processes import (
    close_process,
    create_process,
    edit_process,
    open_process,
)
from accord.processes.actions.timelines import publish_timeline

__all__ = [
    "add_phase",
    "announce_activity",
    "close_activity",
    "close_process",
    "create_activity",
    "create_process",
    "edit_phase",
    "edit_process",
    "move_date",
    "open_activity",
    "open_process",
    "publish_timeline",
    "save_sheet",
    "settle_answers",
]
