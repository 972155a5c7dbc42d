from accord.processes.models.activities import (
    SHEET,
    SHEET_IS_COMPLETE,
    Activity,
    ActivityQuerySet,
    ActivityTally,
    IdentityPolicy,
    Influence,
)
from accord.processes.models.dates import DateChange, Timeline
from accord.processes.models.decisions import Decision, Position
from accord.processes.models.phases import Phase
from accord.processes.models.processes import (
    Appointment,
    Process,
    ProcessTally,
    appointment_roles,
)

__all__ = [
    "SHEET",
    "SHEET_IS_COMPLETE",
    "Activity",
    "ActivityQuerySet",
    "ActivityTally",
    "Appointment",
    "DateChange",
    "Decision",
    "IdentityPolicy",
    "Influence",
    "Phase",
    "Position",
    "Process",
    "ProcessTally",
    "Timeline",
    "appointment_roles",
]
