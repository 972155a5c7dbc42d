"""Many at a time: what a preview has counted, done in one go, and undone."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from accord.answers.actions.responses import (
    Answer,
    Target,
    clear_response,
    discard_draft,
    draft_response,
    publish_response,
)
from accord.answers.models import Response
from accord.contributions.models import Contribution
from accord.organisations.models import Office
from accord.record.viewer import Viewer


@transaction.atomic
def answer_many(
    *, viewer: Viewer, to: Sequence[Contribution], office: Office, answer: Answer
) -> list[Response]:
    """The same draft to each of these words, all or none."""
    targets: Sequence[Target] = sorted(to, key=lambda words: words.pk)
    return [
        draft_response(viewer=viewer, to=target, office=office, answer=answer) for target in targets
    ]


@transaction.atomic
def undo_drafts(*, viewer: Viewer, responses: Sequence[Response]) -> int:
    """Throw away drafts; those published meanwhile stay."""
    waiting = [response for response in responses if response.published_at is None]
    for response in waiting:
        discard_draft(viewer=viewer, response=response)
    return len(waiting)


@transaction.atomic
def clear_many(*, viewer: Viewer, responses: Sequence[Response], seen: Mapping[int, str]) -> int:
    """All or none; `seen` holds the mark of each as it was read."""
    for response in responses:
        clear_response(viewer=viewer, response=response, seen=seen.get(response.pk, ""))
    return len(responses)


@transaction.atomic
def publish_many(*, viewer: Viewer, responses: Sequence[Response]) -> int:
    for response in responses:
        publish_response(viewer=viewer, response=response)
    return len(responses)
