from accord.record.models.log import Checkpoint, Event, Log, LogEntry, LogEntryQuerySet, SealedValue
from accord.record.models.subjects import (
    Counter,
    Subject,
    SubjectManager,
    SubjectModel,
    SubjectQuerySet,
    VisibleQuerySet,
)

__all__ = [
    "Checkpoint",
    "Counter",
    "Event",
    "Log",
    "LogEntry",
    "LogEntryQuerySet",
    "SealedValue",
    "Subject",
    "SubjectManager",
    "SubjectModel",
    "SubjectQuerySet",
    "VisibleQuerySet",
]
