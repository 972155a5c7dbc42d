"""Commitments, their clauses and their milestones, in versions that are fixed at once."""

from django.utils import timezone

from accord.interchange.events import COMMITMENT_IMPORTED
from accord.interchange.us_nap5.frame import LANGUAGE, Frame
from accord.interchange.us_nap5.source import SourceCommitment, SubCommitment
from accord.plans.models import (
    Clause,
    ClauseText,
    Commitment,
    CommitmentVersion,
    DuePrecision,
    Lead,
    Milestone,
    MilestoneText,
)
from accord.record.actions import digest
from accord.record.events import emit
from accord.record.subjects import subject_inside


def write_commitment(frame: Frame, position: int, entry: SourceCommitment) -> None:
    commitment = frame.changes.settle(
        Commitment,
        by={"plan": frame.plan, "code": entry.code},
        subject=lambda: subject_inside("commitment", entry.code, parent=frame.plan.subject),
        set_to={
            "position": position,
            "title": {LANGUAGE: entry.title},
            "section": {LANGUAGE: entry.section},
        },
    )
    milestones = [
        the_milestone(frame, commitment, number, part)
        for number, part in enumerate(entry.parts, start=1)
    ]
    clauses = [the_clause(frame, commitment, number) for number in range(1, len(entry.clauses) + 1)]
    retire_others(frame, commitment, clauses, milestones)
    if says(commitment) != (list(entry.clauses), [part.text for part in entry.parts]):
        fix_version(frame, commitment, entry, clauses, milestones)


def the_clause(frame: Frame, commitment: Commitment, number: int) -> Clause:
    return frame.changes.settle(
        Clause,
        by={"commitment": commitment, "code": str(number)},
        subject=lambda: subject_inside("clause", number, parent=commitment.subject),
        set_to={"field": "commitment", "position": number, "retired_at": None},
    )


def the_milestone(
    frame: Frame, commitment: Commitment, number: int, part: SubCommitment
) -> Milestone:
    milestone = frame.changes.settle(
        Milestone,
        by={"commitment": commitment, "code": part.code},
        subject=lambda: subject_inside("milestone", part.code, parent=commitment.subject),
        set_to={"position": number, "retired_at": None},
    )
    frame.changes.settle(
        Lead, by={"milestone": milestone, "is_first": True}, set_to={"name": part.lead}
    )
    return milestone


def retire_others(
    frame: Frame, commitment: Commitment, clauses: list[Clause], milestones: list[Milestone]
) -> None:
    """What the source no longer has keeps its place and its past; it isn't shown as a promise."""
    now = timezone.now()
    gone = commitment.clauses.filter(retired_at=None).exclude(pk__in=[c.pk for c in clauses])
    frame.changes.count += gone.update(retired_at=now)
    ended = commitment.milestones.filter(retired_at=None)
    ended = ended.exclude(pk__in=[milestone.pk for milestone in milestones])
    frame.changes.count += ended.update(retired_at=now)


def says(commitment: Commitment) -> tuple[list[str], list[str]] | None:
    """The words of the newest version: its clauses, its milestones."""
    version = commitment.versions.order_by("-number").first()
    if version is None:
        return None
    texts = version.texts.filter(language=LANGUAGE).order_by("clause__position")
    titles = version.milestone_texts.order_by("milestone__position")
    return (
        list(texts.values_list("text", flat=True)),
        [row.title.get(LANGUAGE, "") for row in titles],
    )


def fix_version(
    frame: Frame,
    commitment: Commitment,
    entry: SourceCommitment,
    clauses: list[Clause],
    milestones: list[Milestone],
) -> None:
    """A full copy, frozen: words that were published elsewhere aren't ours to draft."""
    number = commitment.versions.count() + 1
    version = CommitmentVersion.objects.create(
        subject=subject_inside("commitment-version", f"v{number}", parent=commitment.subject),
        commitment=commitment,
        number=number,
        note="As published",
    )
    ClauseText.objects.bulk_create(
        ClauseText(version=version, clause=clause, language=LANGUAGE, text=text)
        for clause, text in zip(clauses, entry.clauses, strict=True)
    )
    MilestoneText.objects.bulk_create(
        MilestoneText(
            version=version,
            milestone=milestone,
            title={LANGUAGE: part.text},
            due_precision=DuePrecision.NONE,
        )
        for milestone, part in zip(milestones, entry.parts, strict=True)
    )
    version.digest = digest(version)
    version.frozen_at = timezone.now()
    version.save(update_fields=["digest", "frozen_at"])
    emit(COMMITMENT_IMPORTED, version, None)
    frame.has_new_versions = True
    frame.changes.count += 1
