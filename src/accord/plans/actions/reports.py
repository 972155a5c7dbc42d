import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.errors import ChangedMeanwhile, Conflict
from accord.organisations.models import Side
from accord.plans.events import PERIOD_OPENED, PROGRESS_DRAFTED, PROGRESS_PUBLISHED
from accord.plans.models import (
    ActionPlan,
    Commitment,
    Evidence,
    Milestone,
    MilestoneText,
    ProgressUpdate,
    ReportingPeriod,
    Status,
)
from accord.plans.progress import last_day_of, shown_versions, status_word
from accord.plans.rules import civil_seat, lead_office_id
from accord.plans.sections import report_mark
from accord.record.actions import record_shown
from accord.record.events import emit
from accord.record.models import Subject
from accord.record.rules import require
from accord.record.subjects import subject_inside
from accord.record.viewer import Viewer
from accord.ui.strays import refuse_strays
from accord.ui.texts import LocalizedText

BEHIND = (Status.NOT_STARTED, Status.LIMITED)
PERMISSIONS = {
    Side.GOVERNMENT.value: "plans.report_government",
    Side.CIVIL_SOCIETY.value: "plans.report_civil_society",
}


@transaction.atomic
def open_period(
    *,
    viewer: Viewer,
    plan: ActionPlan,
    code: str,
    name: LocalizedText,
    starts_on: dt.date,
    ends_on: dt.date,
) -> ReportingPeriod:
    held = ActionPlan.objects.locked().get(pk=plan.pk)
    require(viewer, "plans.open_period", held)
    if ends_on < starts_on:
        raise Conflict(_("A period ends after it starts."))
    if held.periods.filter(code__iexact=code).exists():
        raise Conflict(_("There is a period with this code already."))
    emit(PERIOD_OPENED, held, viewer)
    return ReportingPeriod.objects.create(
        plan=held, code=code, name=name, starts_on=starts_on, ends_on=ends_on
    )


@dataclass(frozen=True)
class EvidenceRow:
    url: str
    title: LocalizedText = field(default_factory=LocalizedText)
    text: LocalizedText = field(default_factory=LocalizedText)


@dataclass(frozen=True)
class ReportWords:
    status: str
    text: LocalizedText
    reason: LocalizedText = field(default_factory=LocalizedText)
    next_steps: LocalizedText = field(default_factory=LocalizedText)
    expected_on: dt.date | None = None
    evidence: Sequence[EvidenceRow] = ()


@transaction.atomic
def report_progress(
    *,
    viewer: Viewer,
    milestone: Milestone,
    period: ReportingPeriod,
    side: str,
    words: ReportWords,
    publish: bool = False,
    seen: str | None = None,
) -> ProgressUpdate:
    """Write what one side says of a milestone in a period.

    A draft may lack anything; what is published may not. `seen` is the draft's mark when it was
    opened: if a colleague has saved it since, nothing is written.
    """
    if side not in PERMISSIONS:
        raise ValueError(f"no side of the table reports as {side!r}")
    require(viewer, PERMISSIONS[side], milestone)
    plan = _held_promise(milestone)
    refuse_strays(ProgressUpdate(milestone=milestone, period=period))
    problem = report_lack(milestone, words) if publish else report_slip(milestone, words)
    if problem:
        raise Conflict(problem)
    update, is_new = _held_update(milestone, period, side)
    if update.published_at is not None:
        raise Conflict(_("This report is public already. Say more in the next period’s."))
    if seen and seen != report_mark(None if is_new else update):
        raise ChangedMeanwhile(_("Somebody else has changed this report while you were writing."))
    for name in ("status", "text", "reason", "next_steps", "expected_on"):
        setattr(update, name, getattr(words, name))
    if side == Side.GOVERNMENT:
        update.by_office_id = lead_office_id(milestone)
    else:
        update.by_seat = civil_seat(viewer, plan)
    update.published_at = timezone.now() if publish else None
    update.save()
    update.evidence.all().delete()
    Evidence.objects.bulk_create(
        Evidence(update=update, url=row.url, title=row.title, text=row.text)
        for row in words.evidence
    )
    emit(PROGRESS_PUBLISHED if publish else PROGRESS_DRAFTED, update, viewer)
    if publish:
        record_shown(update, shown_by=plan.process)  # the evidence that was attached to the draft
    return update


def _held_promise(milestone: Milestone) -> ActionPlan:
    """The plan, locked; nothing is reported on a commitment that was taken back."""
    plan = ActionPlan.objects.locked().get(pk=milestone.commitment.plan_id)
    if Commitment.objects.filter(pk=milestone.commitment_id).exclude(withdrawn_at=None).exists():
        raise Conflict(_("This commitment is withdrawn. Nothing more is reported on it."))
    return plan


def progress_subject(milestone: Milestone, period: str, side: str) -> Subject:
    return subject_inside("progress", f"{period}/{side}", parent=milestone.subject)


def _held_update(
    milestone: Milestone, period: ReportingPeriod, side: str
) -> tuple[ProgressUpdate, bool]:
    """The row of this side, locked, and whether it is new; two who begin at once get the same."""
    rows = ProgressUpdate.objects.locked()
    found = rows.filter(milestone=milestone, period=period, side=side).first()
    if found is not None:
        return found, False
    subject = progress_subject(milestone, period.code, side)
    made = ProgressUpdate.objects.create(
        subject=subject, milestone=milestone, period=period, side=side
    )
    return made, True


@transaction.atomic
def publish_progress(*, viewer: Viewer, update: ProgressUpdate) -> ProgressUpdate:
    """Publish a report that was kept as a draft."""
    require(viewer, PERMISSIONS[update.side], update.milestone)
    plan = _held_promise(update.milestone)
    held = ProgressUpdate.objects.locked().get(pk=update.pk)
    if held.published_at is not None:
        raise Conflict(_("This report is public already."))
    if problem := report_lack(held.milestone, words_of(held)):
        raise Conflict(problem)
    held.published_at = timezone.now()
    held.save(update_fields=["published_at"])
    emit(PROGRESS_PUBLISHED, held, viewer)
    record_shown(held, shown_by=plan.process)
    return held


def words_of(update: ProgressUpdate) -> ReportWords:
    evidence = [EvidenceRow(one.url, one.title, one.text) for one in update.evidence.order_by("pk")]
    return ReportWords(
        update.status, update.text, update.reason, update.next_steps, update.expected_on, evidence
    )


def report_slip(milestone: Milestone, words: ReportWords) -> str:
    """What is wrong even in a draft; empty when nothing is."""
    if words.status and words.status not in milestone.commitment.plan.status_scale:
        return _("Choose one of this plan’s status words.")
    if any(row.url and not is_web_address(row.url) for row in words.evidence):
        return _("An evidence link starts with https:// or http://.")
    return ""


def report_lack(milestone: Milestone, words: ReportWords) -> str:
    """Why these words can't stand as a report; empty when they can."""
    if slip := report_slip(milestone, words):
        return slip
    if not words.status:
        return _("Choose one of this plan’s status words.")
    if not words.text:
        return _("Say what was done.")
    if not words.reason and needs_reason(milestone, words.status):
        return reason_lack(milestone, words.status)
    if any(not row.url and not row.text for row in words.evidence):
        return _("Give the link to this evidence.")
    return ""


def needs_reason(milestone: Milestone, status: str) -> bool:
    """A reason is owed when it has hardly begun, or is past its day and not done."""
    plan = milestone.commitment.plan
    if status == plan.status_scale[-1]:
        return False
    return status in statuses_with_reason(plan) or is_past_due(milestone)


def reason_lack(milestone: Milestone, status: str) -> str:
    """Why this status can't stand without a reason."""
    said = {"status": status_word(milestone.commitment.plan, status)}
    if status in statuses_with_reason(milestone.commitment.plan):
        return _("“%(status)s” needs a reason.") % said
    return _("“%(status)s” needs a reason now: the milestone’s date is past.") % said


def statuses_with_reason(plan: ActionPlan) -> list[str]:
    """Those that say it has hardly begun, in the order of the plan's scale."""
    scale = plan.status_scale
    return [one for one in scale[:-1] if one in BEHIND or one == scale[0]]


def shown_text(milestone: Milestone) -> MilestoneText | None:
    """What the public reads of it."""
    shown = shown_versions([milestone.commitment_id]).get(milestone.commitment_id)
    return MilestoneText.objects.filter(version=shown, milestone=milestone).first()


def is_past_due(milestone: Milestone) -> bool:
    text = shown_text(milestone)
    due = last_day_of(text) if text else None
    return due is not None and due < timezone.localdate()


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= 1000
