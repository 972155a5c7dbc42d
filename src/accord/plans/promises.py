"""What was promised: the words of the plan with what last changed in them, and how it is kept."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accord.plans.compare import marked, word_diff
from accord.plans.models import (
    Clause,
    ClauseText,
    Commitment,
    CommitmentVersion,
    Milestone,
    MilestoneText,
)
from accord.plans.progress import MilestoneRow, milestone_rows, shown_versions
from accord.ui.texts import LocalizedText

SHOWN = 3


@dataclass(frozen=True)
class ClauseChange:
    """A clause as it reads now, beside what it was before it last changed."""

    clause: Clause
    now: LocalizedText
    before: LocalizedText = field(default_factory=LocalizedText)
    before_number: int | None = None

    @property
    def is_changed(self) -> bool:
        return self.before_number is not None

    @property
    def language(self) -> str:
        return self.now.in_language(get_language()).language

    @property
    def marked(self) -> SafeString:
        words = self.now.in_language(get_language())
        return marked(word_diff(self.before.get(words.language, ""), words.text))


@dataclass(frozen=True)
class Promise:
    """One commitment of a thread."""

    commitment: Commitment
    version: CommitmentVersion | None
    clauses: Sequence[ClauseChange] = ()
    lost: Sequence[Clause] = ()
    milestones: Sequence[MilestoneRow] = ()

    @property
    def adopted_on(self) -> dt.datetime | None:
        return self.version.frozen_at if self.version else None

    @property
    def is_kept(self) -> bool:
        return bool(self.milestones) and all(row.standing.is_kept for row in self.milestones)

    @property
    def days_late(self) -> int:
        return max((row.standing.days_late for row in self.milestones), default=0)


def promises(commitments: Sequence[Commitment], named: Collection[int]) -> list[Promise]:
    """All commitments of a thread, in four queries; `named` are the pieces that it is about."""
    if not commitments:
        return []
    shown = shown_versions([row.pk for row in commitments])
    clauses, lost = clause_changes(commitments, named, shown)
    rows = rows_of_milestones(commitments, named, shown)
    return [
        Promise(
            commitment=one,
            version=shown.get(one.pk),
            clauses=worth_showing(clauses.get(one.pk, []), named=named),
            lost=lost.get(one.pk, []),
            milestones=rows.get(one.pk, []),
        )
        for one in commitments
    ]


def worth_showing(changes: list[ClauseChange], *, named: Collection[int]) -> list[ClauseChange]:
    """The clauses that are meant; where a whole commitment is, those that changed, or the first."""
    meant = [change for change in changes if change.clause.pk in named]
    changed = [change for change in changes if change.is_changed]
    return meant or (changed or changes)[:SHOWN]


def clause_changes(
    commitments: Sequence[Commitment], named: Collection[int], shown: dict[int, CommitmentVersion]
) -> tuple[dict[int, list[ClauseChange]], dict[int, list[Clause]]]:
    """By commitment: each clause's words now and before, and the named ones that are gone.

    Where no clause of a commitment is named, its numbered ones are looked at.
    """
    by_pk = {row.pk: row for row in commitments}
    meant = Clause.objects.filter(pk__in=named, commitment__in=by_pk).values("commitment")
    numbered = ~Q(clause__commitment__in=meant) & ~Q(clause__code=F("clause__field"))
    rows = ClauseText.objects.filter(
        Q(clause__in=named) | numbered, clause__commitment__in=by_pk
    ).select_related("clause__subject", "version")
    texts: dict[Clause, dict[int, dict[str, str]]] = {}
    for row in rows.order_by("clause__position", "clause_id", "version__number"):
        texts.setdefault(row.clause, {}).setdefault(row.version.number, {})[row.language] = row.text
    changes: dict[int, list[ClauseChange]] = {}
    lost: dict[int, list[Clause]] = {}
    for clause, by_number in texts.items():
        clause.commitment = by_pk[clause.commitment_id]
        version = shown.get(clause.commitment_id)
        if version is None or version.number not in by_number:
            lost.setdefault(clause.commitment_id, []).extend([clause] if clause.pk in named else [])
            continue
        changes.setdefault(clause.commitment_id, []).append(
            last_change(clause, version.number, by_number)
        )
    return changes, lost


def last_change(clause: Clause, number: int, by_number: dict[int, dict[str, str]]) -> ClauseChange:
    """Against the newest earlier version that reads otherwise."""
    now = by_number[number]
    for earlier in sorted((one for one in by_number if one < number), reverse=True):
        if by_number[earlier] != now:
            return ClauseChange(
                clause, LocalizedText(now), LocalizedText(by_number[earlier]), earlier
            )
    return ClauseChange(clause, LocalizedText(now))


def rows_of_milestones(
    commitments: Sequence[Commitment], named: Collection[int], shown: dict[int, CommitmentVersion]
) -> dict[int, list[MilestoneRow]]:
    """The milestones that are meant; failing that, all of the commitment."""
    by_pk = {row.pk: row for row in commitments}
    direct = Milestone.objects.filter(pk__in=named, commitment__in=by_pk).values("commitment")
    whole = ~Q(milestone__commitment__in=direct) & Q(milestone__retired_at=None)
    texts = MilestoneText.objects.filter(
        Q(milestone__in=named) | whole, version__in=[version.pk for version in shown.values()]
    ).select_related("milestone__subject")
    plan_of = {row.pk: row.plan for row in commitments}
    rows: dict[int, list[MilestoneRow]] = {}
    for row in milestone_rows(texts.order_by("milestone__position", "milestone_id"), plan_of):
        row.milestone.commitment = by_pk[row.milestone.commitment_id]
        rows.setdefault(row.milestone.commitment_id, []).append(row)
    return rows
