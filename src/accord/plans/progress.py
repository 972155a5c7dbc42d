"""How a plan stands: what was kept, what is on the way, what is late, and who says so.

A whole plan is read in a constant number of queries, whatever it holds.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accord.organisations.models import Side
from accord.plans.models import (
    ActionPlan,
    Commitment,
    CommitmentVersion,
    DuePrecision,
    Lead,
    Milestone,
    MilestoneText,
    ProgressUpdate,
    Status,
)

DAYS_OF_A_MONTH = 30.44


class State(models.TextChoices):
    KEPT = "kept", _("Kept")
    ON_THE_WAY = "on_the_way", _("On the way")
    LATE = "late", _("Late")
    NOT_STATED = "not_stated", _("Not reported yet")


TAGS = {
    State.KEPT: ("good", "check"),
    State.ON_THE_WAY: ("quiet", "circle-dot"),
    State.LATE: ("warn", "clock"),
    State.NOT_STATED: ("quiet", "circle-dashed"),
}


@dataclass(frozen=True)
class SideStatus:
    """What one side says last of a milestone, or of a whole commitment."""

    side: str
    status: str
    word: "str | Promise"
    kind: str
    icon: str
    update: ProgressUpdate | None = None


@dataclass(frozen=True)
class Standing:
    """Where a milestone or a commitment stands today."""

    state: State
    government: SideStatus | None = None
    civil_society: SideStatus | None = None
    differs: bool = False
    days_late: int = 0
    expected_on: dt.date | None = None

    @property
    def sides(self) -> list[SideStatus]:
        return [said for said in (self.government, self.civil_society) if said is not None]

    @property
    def is_kept(self) -> bool:
        return self.state == State.KEPT

    @property
    def is_late(self) -> bool:
        return self.state == State.LATE

    @property
    def kind(self) -> str:
        return TAGS[self.state][0]

    @property
    def icon(self) -> str:
        return TAGS[self.state][1]

    @property
    def segment(self) -> str:
        """How a bar draws it."""
        return {"kept": "done", "on_the_way": "part", "late": "late"}.get(self.state.value, "")

    @property
    def words(self) -> str:
        """The state as people say it: "Kept", or "2 months late"."""
        return (
            lateness(self.days_late) if self.is_late and self.days_late else str(self.state.label)
        )


@dataclass(frozen=True)
class MilestoneRow:
    milestone: Milestone
    text: MilestoneText
    standing: Standing
    updates: Sequence[ProgressUpdate] = ()
    lead: Lead | None = None


@dataclass(frozen=True)
class CommitmentRow:
    commitment: Commitment
    version: CommitmentVersion | None
    lead: Lead | None
    milestones: Sequence[MilestoneRow]
    standing: Standing

    @property
    def kept_count(self) -> int:
        return sum(row.standing.is_kept for row in self.milestones)


@dataclass(frozen=True)
class PlanProgress:
    plan: ActionPlan
    rows: Sequence[CommitmentRow] = field(default_factory=list)

    @property
    def promises(self) -> list[CommitmentRow]:
        """The commitments that still hold."""
        return [row for row in self.rows if row.commitment.withdrawn_at is None]

    @property
    def has_subjects(self) -> bool:
        return any(row.commitment.topic_id or row.commitment.section for row in self.rows)

    @property
    def by_state(self) -> list[CommitmentRow]:
        """The promises as a bar shows them: kept ones first, silent ones last."""
        order = list(State)
        return sorted(self.promises, key=lambda row: order.index(row.standing.state))

    @property
    def counts(self) -> dict[State, int]:
        states = [row.standing.state for row in self.promises]
        return {state: states.count(state) for state in State}

    @property
    def count(self) -> int:
        return len(self.promises)

    @property
    def parts(self) -> list[dict[str, object]]:
        """Each state that occurs, with its number in words: "3 kept", "2 late"."""
        return [
            {"state": state.value.replace("_", "-"), "count": count, "words": said(state, count)}
            for state, count in self.counts.items()
            if count
        ]


def said(state: State, count: int) -> str:
    texts = {
        State.KEPT: ngettext("%(count)d kept", "%(count)d kept", count),
        State.ON_THE_WAY: ngettext("%(count)d on the way", "%(count)d on the way", count),
        State.LATE: ngettext("%(count)d late", "%(count)d late", count),
        State.NOT_STATED: ngettext(
            "%(count)d not reported yet", "%(count)d not reported yet", count
        ),
    }
    return texts[state] % {"count": count}


def lateness(days: int) -> str:
    """ "12 days late", "2 months late": whole months once a month has gone by."""
    if days <= DAYS_OF_A_MONTH:
        return ngettext("%(count)d day late", "%(count)d days late", days) % {"count": days}
    months = int(days / DAYS_OF_A_MONTH)
    return ngettext("%(count)d month late", "%(count)d months late", months) % {"count": months}


# --- Words of a scale ----------------------------------------------------------------------------
def status_word(plan: ActionPlan, status: str) -> "str | Promise":
    """The word people read. An imported plan's words are its own, never ours."""
    if not status:
        return _("Not stated")
    if not plan.is_imported and status in Status.values:
        return Status(status).label
    return status


def said_by(plan: ActionPlan, side: str, status: str, update: ProgressUpdate | None) -> SideStatus:
    """How a side's word looks: the lower half of the plan's scale warns, the upper half is good."""
    scale = plan.status_scale
    kind, icon = "good", "check"
    if not status or status not in scale:
        kind, icon = "quiet", "circle-dashed"
    elif scale.index(status) < len(scale) // 2:
        kind, icon = "warn", "triangle-alert"
    return SideStatus(side, status, status_word(plan, status), kind, icon, update)


# --- Milestones ----------------------------------------------------------------------------------
def last_day_of(text: MilestoneText) -> dt.date | None:
    """The last day on which the milestone is in time: a month and a year end with their last."""
    due = text.due_on
    if due is None or text.due_precision in (DuePrecision.TEXT, DuePrecision.NONE):
        return None
    if text.due_precision == DuePrecision.MONTH:
        return due.replace(day=calendar.monthrange(due.year, due.month)[1])
    if text.due_precision == DuePrecision.YEAR:
        return due.replace(month=12, day=31)
    return due


def latest(updates: Iterable[ProgressUpdate], side: str) -> ProgressUpdate | None:
    """The newest that states a status; failing that the newest."""
    own = [update for update in updates if update.side == side]
    stated = [update for update in own if update.status]
    newest = stated or own
    return newest[-1] if newest else None


def milestone_standing(
    plan: ActionPlan, text: MilestoneText, updates: Sequence[ProgressUpdate], today: dt.date
) -> Standing:
    """`updates` are the published ones, oldest first."""
    newest = [latest(updates, side) for side in (Side.GOVERNMENT, Side.CIVIL_SOCIETY)]
    sides = [
        None if update is None else said_by(plan, update.side, update.status, update)
        for update in newest
    ]
    statuses = [update.status for update in newest if update is not None and update.status]
    expected = next((u.expected_on for u in newest if u is not None and u.expected_on), None)
    done = bool(statuses) and bool(plan.status_scale) and set(statuses) == {plan.status_scale[-1]}
    days_late = 0 if done else overdue_by(last_day_of(text), expected, today)
    if done:
        state = State.KEPT
    elif days_late:
        state = State.LATE
    else:
        state = State.ON_THE_WAY if statuses else State.NOT_STATED
    return Standing(state, sides[0], sides[1], len(set(statuses)) > 1, days_late, expected)


def overdue_by(due: dt.date | None, expected: dt.date | None, today: dt.date) -> int:
    """Days after the promised day: by today, or by the new date the office has given."""
    if due is None:
        return 0
    return max((today - due).days, (expected - due).days if expected else 0, 0)


def milestone_rows(
    texts: Iterable[MilestoneText],
    plan_of: Mapping[int, ActionPlan],
    today: dt.date | None = None,
    *,
    leads: Mapping[int, Lead] | None = None,
) -> list[MilestoneRow]:
    """Rows for these texts in one query; `plan_of` gives the plan by the commitment's id."""
    day = today or timezone.localdate()
    texts = list(texts)
    updates: dict[int, list[ProgressUpdate]] = {text.milestone_id: [] for text in texts}
    published = ProgressUpdate.objects.filter(
        milestone__in=list(updates), published_at__isnull=False
    ).select_related("period", "by_office", "by_seat")
    for update in published.order_by("period__ends_on", "period_id", "side"):
        updates[update.milestone_id].append(update)
    rows = []
    for text in texts:
        own = updates[text.milestone_id]
        standing = milestone_standing(plan_of[text.milestone.commitment_id], text, own, day)
        lead = (leads or {}).get(text.milestone_id)
        rows.append(MilestoneRow(text.milestone, text, standing, own, lead))
    return rows


def standing(milestone: Milestone) -> Standing:
    """One milestone's standing. For many, `standings` asks once."""
    return standings([milestone])[milestone.pk]


def standings(milestones: Sequence[Milestone]) -> dict[int, Standing]:
    """By milestone id, in a constant number of queries."""
    commitments = Commitment.objects.filter(milestones__in=milestones).select_related("plan")
    plans = {commitment.pk: commitment.plan for commitment in commitments}
    shown = shown_versions(plans)
    texts = MilestoneText.objects.filter(
        version__in=[version.pk for version in shown.values()], milestone__in=milestones
    ).select_related("milestone")
    found = {row.milestone.pk: row.standing for row in milestone_rows(texts, plans)}
    return {m.pk: found.get(m.pk, Standing(State.NOT_STATED)) for m in milestones}


# --- Commitments ---------------------------------------------------------------------------------
def shown_versions(commitment_ids: Iterable[int]) -> dict[int, CommitmentVersion]:
    """What the public reads of each: the newest frozen version, failing that the newest."""
    shown: dict[int, CommitmentVersion] = {}
    found = CommitmentVersion.objects.filter(commitment__in=list(commitment_ids))
    for version in found.order_by("number"):
        held = shown.get(version.commitment_id)
        if held is None or held.frozen_at is None or version.frozen_at is not None:
            shown[version.commitment_id] = version
    return shown


def commitment_standing(plan: ActionPlan, rows: Sequence[MilestoneRow]) -> Standing:
    """Kept when all is kept, late when anything is late; each side summed up by `side_summary`."""
    states = [row.standing.state for row in rows]
    if states and set(states) == {State.KEPT}:
        state = State.KEPT
    elif State.LATE in states:
        state = State.LATE
    else:
        state = State.NOT_STATED if set(states) <= {State.NOT_STATED} else State.ON_THE_WAY
    return Standing(
        state,
        side_summary(plan, Side.GOVERNMENT, [row.standing.government for row in rows]),
        side_summary(plan, Side.CIVIL_SOCIETY, [row.standing.civil_society for row in rows]),
        differs=any(row.standing.differs for row in rows),
        days_late=max([row.standing.days_late for row in rows], default=0),
    )


def side_summary(
    plan: ActionPlan, side: str, said: Sequence[SideStatus | None]
) -> SideStatus | None:
    """One word of the plan's scale for what a side says of all milestones.

    The last word only if each milestone has it, the first only if none is further; between them
    the mean, rounded down. A milestone the side is silent on counts as the first word. Its date is
    that of the newest report.
    """
    scale = plan.status_scale
    stated = [one.status for one in said if one is not None and one.status in scale]
    if not stated:
        return None
    steps = [scale.index(one) for one in stated] + [0] * (len(said) - len(stated))
    top = len(scale) - 1
    if min(steps) == top or max(steps) == 0:
        step = steps[0]
    else:
        step = min(max(sum(steps) // len(steps), 1), max(top - 1, 0))
    updates = [one.update for one in said if one is not None and one.update is not None]
    newest = max(updates, key=lambda one: (one.period.ends_on, one.pk), default=None)
    return said_by(plan, side, scale[step], newest)


def plan_progress(plan: ActionPlan, today: dt.date | None = None) -> PlanProgress:
    """All commitments of a plan with their milestones and standing, in five queries."""
    commitments = list(plan.commitments.select_related("topic"))
    for commitment in commitments:
        commitment.plan = plan
    return PlanProgress(plan, commitment_rows(commitments, today))


def plan_summary(plan: ActionPlan) -> PlanProgress:
    """The same without versions and leads, in three queries: how the plan stands, and no more."""
    commitments = list(plan.commitments.all())
    for commitment in commitments:
        commitment.plan = plan
    texts = MilestoneText.objects.filter(
        milestone__commitment__in=commitments, version=Subquery(shown_version())
    )
    return PlanProgress(plan, rows_of(commitments, texts, {}, {}))


def shown_version() -> "QuerySet[Any]":
    """Of a milestone's text in a query: the version that `shown_versions` would choose."""
    own = CommitmentVersion.objects.filter(commitment=OuterRef("milestone__commitment"))
    in_order = own.annotate(is_draft=Q(frozen_at=None)).order_by("is_draft", "-number")
    return in_order.values("pk")[:1]


def commitment_rows(
    commitments: Sequence[Commitment],
    today: dt.date | None = None,
    *,
    leads: Mapping[int, Lead] | None = None,
) -> list[CommitmentRow]:
    """In four queries, three where the first leads are known already."""
    keys = [commitment.pk for commitment in commitments]
    shown = shown_versions(keys)
    texts = MilestoneText.objects.filter(version__in=[version.pk for version in shown.values()])
    leads = first_leads(keys) if leads is None else leads
    return rows_of(commitments, texts, shown, leads, today)


def rows_of(
    commitments: Sequence[Commitment],
    texts: "QuerySet[MilestoneText]",
    shown: Mapping[int, CommitmentVersion],
    leads: Mapping[int, Lead],
    today: dt.date | None = None,
) -> list[CommitmentRow]:
    own = {commitment.pk: commitment for commitment in commitments}
    plan_of = {commitment.pk: commitment.plan for commitment in commitments}
    current = texts.filter(milestone__retired_at=None).select_related("milestone")
    in_order = current.order_by("milestone__position", "milestone_id")
    by_commitment: dict[int, list[MilestoneRow]] = {pk: [] for pk in plan_of}
    for row in milestone_rows(in_order, plan_of, today):
        row.milestone.commitment = own[row.milestone.commitment_id]
        by_commitment[row.milestone.commitment_id].append(row)
    return [
        CommitmentRow(
            commitment,
            shown.get(commitment.pk),
            leads.get(commitment.pk),
            by_commitment[commitment.pk],
            commitment_standing(commitment.plan, by_commitment[commitment.pk]),
        )
        for commitment in commitments
    ]


def first_leads(commitment_ids: Iterable[int]) -> dict[int, Lead]:
    found = Lead.objects.filter(commitment__in=list(commitment_ids), is_first=True)
    return {
        lead.commitment_id: lead for lead in found.select_related("office") if lead.commitment_id
    }
