from accord.forum.models.decisions import Decision, DecisionQuerySet, Position
from accord.forum.models.forums import Forum, Seat, SeatQuerySet

__all__ = ["Decision", "DecisionQuerySet", "Forum", "Position", "Seat", "SeatQuerySet"]
