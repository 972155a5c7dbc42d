"""What of a decision stands in the public log, and in which form it is hashed."""

from typing import Any

from accord.forum.models import Decision
from accord.record.kinds import is_proven, proof


def decisions() -> Any:
    """With all that the form reads, and what each was made in."""
    rows = Decision.objects.with_place().with_positions()
    return rows.select_related("corrects")


def canonical_decision(decision: Decision) -> dict[str, Any]:
    """The words and how each seat stood: seats by their title, never by who sat there."""
    parent = decision.subject.parent
    positions = decision.positions.all()
    return {
        "in": f"{parent.kind}/{parent.code}" if parent else None,
        "number": decision.number,
        "title": decision.title.plain(),
        "text": decision.text.plain(),
        "decided_by": decision.decided_by.plain(),
        "decided_on": decision.decided_on.isoformat(),
        "rule": decision.rule,
        "corrects": decision.corrects.number if decision.corrects else None,
        "positions": [
            {
                "side": position.seat.side,
                "seat": position.seat_title.plain(),
                "stance": position.stance,
                "reason": position.reason.plain(),
            }
            for position in sorted(positions, key=lambda position: position.seat_id)
        ],
    }


def was_shown(decision: Decision) -> bool:
    """With what it was made in. What has no line of its own, such as a forum, is known to all."""
    kind = decision.place.kind
    return not is_proven(kind) or proof(kind).was_shown(decision.within)


def shown_by(decision: Decision) -> Any:
    kind = decision.place.kind
    return proof(kind).shown_by(decision.within) if is_proven(kind) else None
