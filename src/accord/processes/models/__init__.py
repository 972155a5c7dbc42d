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
from accord.processes.models.phases import Phase
from accord.processes.models.processes import (
    Process,
)

__all__ = [
    "SHEET",
    "SHEET_IS_COMPLETE",
    "Activity",
    "ActivityQuerySet",
    "ActivityTally",
    "DateChange",
    "IdentityPolicy",
    "Influence",
    "Phase",
    "Process",
    "Timeline",
]
