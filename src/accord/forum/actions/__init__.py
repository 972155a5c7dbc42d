"""What is done in a forum; each file holds the verbs of one noun."""

from accord.forum.actions.decisions import STANDS_WITH, AlreadyRecorded, Stand, record_decision
from accord.forum.actions.forums import create_forum, create_seat

__all__ = [
    "STANDS_WITH",
    "AlreadyRecorded",
    "Stand",
    "create_forum",
    "create_seat",
    "record_decision",
]
