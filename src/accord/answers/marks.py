"""A mark that tells whether an answer has changed since somebody read it."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable

from accord.answers.models import Response
from accord.record.actions import canonical_json
from accord.record.models import Link
from accord.record.relations import LED_TO


def answer_marks(responses: Collection[Response]) -> dict[int, str]:
    """By answer: stays the same as long as nobody saves other words or ties. One query."""
    ties = Link.objects.filter(source__in=[row.pk for row in responses], relation=LED_TO.key)
    return marks_with(responses, ties)


def marks_with(responses: Collection[Response], ties: Iterable[Link]) -> dict[int, str]:
    """The same for who has read already what they led to."""
    ends: dict[int, list[int]] = defaultdict(list)
    for tie in ties:
        ends[tie.source_id].append(tie.target_id)
    return {row.pk: _mark(row, sorted(ends[row.pk])) for row in responses}


def answer_mark(response: Response) -> str:
    return answer_marks([response])[response.pk]


def _mark(response: Response, ends: list[int]) -> str:
    said = [response.outcome, response.obstacle, response.next_step, response.reasons.plain()]
    value = [*said, str(response.due_on), response.office_id, ends]
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:20]
