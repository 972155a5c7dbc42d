"""The kinds of things that a forum is made of, and what it decides."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.forum import proofs
from accord.forum.models import Decision, Forum, Seat
from accord.forum.places import places
from accord.forum.rules import is_decision_visible, may_correct
from accord.record.kinds import Kind, Proof, register_kind
from accord.record.relations import DECIDED
from accord.spaces.rules import is_everybodys


def with_place() -> tuple[str, ...]:
    """What a decision was made in, of whatever kind."""
    return tuple(f"subject__parent__{place.accessor}" for place in places())


def declare() -> None:
    register_kind(
        Kind(
            "forum",
            Forum,
            _("forum"),
            visible=is_everybodys,
            listed=lambda forum: (reverse("forum:list"), _("Forum")),
        )
    )
    register_kind(Kind("seat", Seat, _("seat"), visible=is_everybodys, related=("forum",)))
    register_kind(
        Kind(
            "decision",
            Decision,
            _("decision"),
            visible=is_decision_visible,
            related=with_place,
            station=DECIDED,
            tied_by=may_correct,
            within=("within",),
            short=lambda row: _("Decision %(number)s") % {"number": row.number},
            listed=lambda row: (row.place.list_address(row.within), _("Decisions")),
            proof=Proof(
                version=2,
                canonical=proofs.canonical_decision,
                was_shown=proofs.was_shown,
                shown_by=proofs.shown_by,
                in_public=proofs.was_shown,
                queryset=proofs.decisions,
            ),
        )
    )
