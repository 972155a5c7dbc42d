"""What was heard, and the answers: numbered paragraphs with one response each."""

from collections.abc import Sequence
from functools import partial

from django.utils import timezone

from accord.answers.actions.responses import response_subject
from accord.answers.models import Response
from accord.interchange.events import RESPONSE_IMPORTED
from accord.interchange.us_nap5.frame import LANGUAGE, Frame
from accord.interchange.us_nap5.source import Pair
from accord.plans.models import Commitment
from accord.record.events import emit
from accord.record.links import link, link_all
from accord.record.models import Link
from accord.record.relations import STANDS_WITH, WAS_ANSWERED
from accord.record.subjects import subject_inside
from accord.themes.models import Paragraph


def write_pairs(frame: Frame, pairs: Sequence[Pair]) -> None:
    """The source states no outcome, office or date for an answer: none is made up."""
    synthesis = frame.synthesis.subject
    for position, pair in enumerate(pairs, start=1):
        paragraph = frame.changes.settle(
            Paragraph,
            by={"synthesis": frame.synthesis, "code": pair.code},
            set_to={
                "position": position,
                "section": {LANGUAGE: pair.section},
                "heard": {LANGUAGE: pair.heard},
            },
            subject=partial(subject_inside, "paragraph", pair.code, parent=synthesis),
        )
        response, is_new = frame.changes.settled(
            Response,
            by={"paragraph": paragraph, "number": 1},
            set_to={"reasons": {LANGUAGE: pair.response}, "is_imported": True},
            once={"published_at": timezone.now()},
            subject=partial(response_subject, paragraph, 1),
        )
        link(WAS_ANSWERED, paragraph, response)
        if is_new:
            emit(RESPONSE_IMPORTED, response, None)
    stand_with_promises(frame)


def stand_with_promises(frame: Frame) -> None:
    """The plan ties no words to a promise; that they stand under one heading is what it says."""
    promises: dict[str, list[Commitment]] = {}
    for commitment in frame.plan.commitments.exclude(section={}):
        promises.setdefault(str(commitment.section), []).append(commitment)
    paragraphs = list(frame.synthesis.paragraphs.exclude(section={}))
    pairs = [(row, to) for row in paragraphs for to in promises.get(str(row.section), [])]
    link_all(STANDS_WITH, pairs)
    wanted = {(row.pk, to.pk) for row, to in pairs}
    there = Link.objects.filter(relation=STANDS_WITH.key, source__in=[row.pk for row in paragraphs])
    gone = [one.pk for one in there if (one.source_id, one.target_id) not in wanted]
    Link.objects.filter(pk__in=gone).delete()
