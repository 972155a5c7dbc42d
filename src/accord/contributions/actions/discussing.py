"""Comments on ideas, and on anything that holds a discussion."""

import uuid
from collections.abc import Collection

from django.db import transaction

from accord.contributions.actions.sending import Place, Said, Sent, take_in
from accord.contributions.holding import InHand
from accord.contributions.models import Contribution, Discussion
from accord.contributions.rules import is_author
from accord.people.models import Visitor
from accord.people.rules import require

DEEPEST_ON_IDEAS = 2
DEEPEST_IN_DISCUSSIONS = 1


@transaction.atomic
def comment(
    *,
    person: Visitor,
    on: Contribution,
    said: Said,
    key: uuid.UUID | None = None,
    receipts: Collection[int] = (),
) -> Sent:
    """Answer to an idea or to a comment. A reply to a reply stands beside it."""
    top = on.root or on
    require(person, "contributions.comment", InHand(top, receipts))
    if (first := _first_with(key)) is not None:
        return first
    deepest = DEEPEST_IN_DISCUSSIONS if on.discussion_id else DEEPEST_ON_IDEAS
    parent = on if on.depth < deepest else on.parent
    by_receipt = top.receipt if not is_author(person, InHand(top)) and person.pk is None else None
    place = Place(on.process, on.activity, on.discussion, parent)
    return take_in(
        person=person,
        place=place,
        kind="comment",
        said=said,
        key=key,
        receipt=by_receipt,
        with_receipt=False,
    )


@transaction.atomic
def discuss(
    *, person: Visitor, discussion: Discussion, said: Said, key: uuid.UUID | None = None
) -> Sent:
    """Say something about whatever holds this discussion."""
    require(person, "contributions.discuss", discussion)
    if (first := _first_with(key)) is not None:
        return first
    place = Place(discussion.process, discussion.activity, discussion)
    return take_in(
        person=person, place=place, kind="comment", said=said, key=key, with_receipt=False
    )


def _first_with(key: uuid.UUID | None) -> Sent | None:
    first = Contribution.objects.filter(submission_key=key).first() if key else None
    return Sent(first, is_new=False) if first else None
