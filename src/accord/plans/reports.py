"""What both sides reported, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.files.models import Attachment
from accord.files.queries import files_of
from accord.organisations.models import Side
from accord.plans.models import (
    ActionPlan,
    Commitment,
    Evidence,
    Milestone,
    ProgressUpdate,
    ReportingPeriod,
)
from accord.plans.progress import CommitmentRow, MilestoneRow, SideStatus, lateness, said_by

SIDES = (Side.GOVERNMENT, Side.CIVIL_SOCIETY)


@dataclass(frozen=True)
class Report:
    said: SideStatus
    update: ProgressUpdate
    evidence: Sequence[Evidence]
    files: Sequence[Attachment]


@dataclass(frozen=True)
class PeriodReport:
    """A period with what each side said in it; a side that said nothing is missing."""

    period: ReportingPeriod
    reports: Sequence[Report]
    is_overdue: bool

    @property
    def differs(self) -> bool:
        return len({report.update.status for report in self.reports if report.update.status}) > 1


def period_reports(milestone: Milestone, row: MilestoneRow) -> list[PeriodReport]:
    """Newest period first, in three queries."""
    plan = milestone.commitment.plan
    evidence: dict[int, list[Evidence]] = {}
    shown = Evidence.objects.filter(update__in=[update.pk for update in row.updates])
    for one in shown.order_by("pk"):
        evidence.setdefault(one.update_id, []).append(one)
    files = files_of(update.pk for update in row.updates)
    today = timezone.localdate()
    found = []
    for period in plan.periods.order_by("-starts_on", "-pk"):
        if period.starts_on > today and not row.updates:
            continue
        own = [update for update in row.updates if update.period_id == period.pk]
        reports = [
            Report(
                said_by(plan, side, update.status, update),
                update,
                evidence.get(update.pk, []),
                files.get(update.pk, []),
            )
            for side in SIDES
            for update in own
            if update.side == side
        ]
        missing = not any(update.side == Side.GOVERNMENT for update in own)
        overdue = missing and period.ends_on < today and not plan.is_imported
        if reports or period.ends_on < today:
            found.append(PeriodReport(period, reports, overdue))
    return found


@dataclass(frozen=True)
class ReportLine:
    """A milestone in a period, with what one side has written of it so far."""

    commitment: Commitment
    row: MilestoneRow
    period: ReportingPeriod
    update: ProgressUpdate | None

    @property
    def is_reported(self) -> bool:
        return self.update is not None and self.update.published_at is not None

    @property
    def report_lateness(self) -> str:
        """How late the report is; empty where it isn't owed yet, or no longer."""
        days = (timezone.localdate() - self.period.ends_on).days
        is_owed = not self.is_reported and not self.commitment.plan.is_imported
        return _("Report: %(late)s") % {"late": lateness(days)} if is_owed and days > 0 else ""

    @property
    def milestone_lateness(self) -> str:
        standing = self.row.standing
        return _("Milestone: %(late)s") % {"late": standing.words} if standing.is_late else ""


def most_urgent_first(lines: Sequence[ReportLine]) -> list[ReportLine]:
    """What is still to report, longest overdue first; then what is reported, newest first."""
    owed = [line for line in lines if not line.is_reported]
    done = [line for line in lines if line.is_reported]
    return [
        *sorted(owed, key=lambda line: line.period.ends_on),
        *sorted(done, key=lambda line: line.period.ends_on, reverse=True),
    ]


@dataclass(frozen=True)
class OverduePeriod:
    """A period that is over, with milestones the government hasn't reported on."""

    period: ReportingPeriod
    missing: int
    days: int

    @property
    def words(self) -> str:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", self.days) % {
            "count": self.days
        }


def overdue_periods(rows: Sequence[CommitmentRow], plan: ActionPlan) -> list[OverduePeriod]:
    """What the government still owes on these commitments, in one query; newest period first."""
    if plan.is_draft or plan.is_imported:
        return []
    today = timezone.localdate()
    held = [row for row in rows if row.commitment.withdrawn_at is None]
    steps = [one for row in held for one in row.milestones]
    given = {
        (update.period_id, update.milestone_id)
        for one in steps
        for update in one.updates
        if update.side == Side.GOVERNMENT
    }
    found = []
    for period in plan.periods.filter(ends_on__lt=today).order_by("-ends_on", "-pk"):
        missing = sum((period.pk, one.milestone.pk) not in given for one in steps)
        if missing:
            found.append(OverduePeriod(period, missing, (today - period.ends_on).days))
    return found
