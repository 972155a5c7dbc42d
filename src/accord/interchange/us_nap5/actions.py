"""Rows are found again by their stable codes, and only what differs is written."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from accord.answers.models import Response
from accord.interchange.events import IMPORTED
from accord.interchange.us_nap5.commitments import write_commitment
from accord.interchange.us_nap5.frame import Frame, write_editions, write_frame
from accord.interchange.us_nap5.pairs import write_pairs
from accord.interchange.us_nap5.reports import write_reports
from accord.interchange.us_nap5.source import SourcePlan
from accord.plans.models import Indicator, Milestone, ProgressUpdate
from accord.record.events import emit

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Counts:
    plans: int
    commitments: int
    milestones: int
    indicators: int
    responses: int
    progress_updates: int
    changed: int


@transaction.atomic
def import_plan(
    *, source: SourcePlan, space_key: str = "", dry_run: bool = False, tell: Tell
) -> Counts:
    """Write the plan as its government published it; a dry run is taken back at the end.

    No `require` here: this is called from the command line of the machine, never for a person.
    """
    frame = write_frame(source, space_key)
    for number, entry in enumerate(source.commitments, start=1):
        write_commitment(frame, number, entry)
        write_reports(frame, entry)
        tell(f"commitment {number} of {len(source.commitments)}: {entry.code}")
    write_editions(frame)
    write_pairs(frame, source.pairs)
    tell(f"{len(source.pairs)} answers")
    counts = count(frame)
    if counts.changed:
        emit(IMPORTED, frame.plan, None)
    if dry_run:
        transaction.set_rollback(True)
    return counts


def count(frame: Frame) -> Counts:
    plan = frame.plan
    return Counts(
        plans=1,
        commitments=plan.commitments.count(),
        milestones=Milestone.objects.filter(commitment__plan=plan, retired_at=None).count(),
        indicators=Indicator.objects.filter(milestone__commitment__plan=plan).count(),
        responses=Response.objects.filter(paragraph__synthesis=frame.synthesis).count(),
        progress_updates=ProgressUpdate.objects.filter(milestone__commitment__plan=plan).count(),
        changed=frame.changes.count,
    )
