"""What the government reported in each round, with its evidence."""

import datetime as dt

from accord.interchange.events import PROGRESS_IMPORTED
from accord.interchange.us_nap5.frame import LANGUAGE, Frame
from accord.interchange.us_nap5.source import Round, SourceCommitment, SubCommitment
from accord.organisations.models import Side
from accord.plans.actions.reports import progress_subject
from accord.plans.models import Evidence, Milestone, ProgressUpdate
from accord.record.events import emit


def write_reports(frame: Frame, entry: SourceCommitment) -> None:
    milestones = {
        row.code: row
        for row in Milestone.objects.filter(commitment__plan=frame.plan).filter(
            code__in=[part.code for part in entry.parts]
        )
    }
    for part in entry.parts:
        for turn in part.rounds:
            write_report(frame, milestones[part.code], part, turn)


def write_report(frame: Frame, milestone: Milestone, part: SubCommitment, turn: Round) -> None:
    """The source has one current status: it belongs to the last round, earlier ones state none."""
    period = frame.periods[turn.period]
    is_last = turn.period == part.rounds[-1].period
    published = dt.datetime.combine(period.ends_on, dt.time(), tzinfo=frame.space.zone)
    update, is_new = frame.changes.settled(
        ProgressUpdate,
        by={"milestone": milestone, "period": period, "side": Side.GOVERNMENT},
        subject=lambda: progress_subject(milestone, period.code, Side.GOVERNMENT),
        set_to={
            "status": part.status if is_last else "",
            "text": {LANGUAGE: turn.text},
            "published_at": published,
        },
    )
    has_new_evidence = write_evidence(frame, update, turn)
    if is_new or has_new_evidence:
        emit(PROGRESS_IMPORTED, update, None)


def write_evidence(frame: Frame, update: ProgressUpdate, turn: Round) -> bool:
    """The prose as one piece, and each link in it as a piece of its own."""
    wanted = [("", "", turn.evidence)] if turn.evidence else []
    wanted += [(url[:1000], words, "") for url, words in turn.links]
    kept = [
        (row.url, row.title.get(LANGUAGE, ""), row.text.get(LANGUAGE, ""))
        for row in update.evidence.order_by("pk")
    ]
    if kept == wanted:
        return False
    update.evidence.all().delete()
    Evidence.objects.bulk_create(
        Evidence(update=update, url=url, title={LANGUAGE: title}, text={LANGUAGE: text})
        for url, title, text in wanted
    )
    frame.changes.count += 1
    return True
