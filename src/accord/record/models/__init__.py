from accord.record.models.assignments import Assignment, AssignmentQuerySet, current, holders
from accord.record.models.links import Link
from accord.record.models.log import (
    Checkpoint,
    Event,
    EventScope,
    Log,
    LogEntry,
    LogEntryQuerySet,
    SealedValue,
)
from accord.record.models.subjects import (
    Counter,
    Subject,
    SubjectManager,
    SubjectModel,
    SubjectQuerySet,
    VisibleQuerySet,
)

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "Checkpoint",
    "Counter",
    "Event",
    "EventScope",
    "Link",
    "Log",
    "LogEntry",
    "LogEntryQuerySet",
    "SealedValue",
    "Subject",
    "SubjectManager",
    "SubjectModel",
    "SubjectQuerySet",
    "VisibleQuerySet",
    "current",
    "holders",
]
