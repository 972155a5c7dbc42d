"""What a plan still lacks before it can be adopted, with the way to each gap."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accord.contributions.models import FIRST_WORDS, Contribution
from accord.forum.actions import STANDS_WITH
from accord.forum.models import Decision, Position
from accord.organisations.models import Side
from accord.plans.models import (
    ActionPlan,
    ClauseText,
    Commitment,
    CommitmentVersion,
    Lead,
    MilestoneText,
    TemplateField,
)
from accord.plans.progress import last_day_of
from accord.processes.models import Activity, ActivityTally
from accord.record.subjects import hold_numbers

VALUES = "values"


@dataclass(frozen=True)
class Lack:
    words: "str | Promise"
    url: str


def missing(plan: ActionPlan) -> list[Lack]:
    """Everything the form asks for that isn't there, in the order of the plan; six queries."""
    commitments = list(plan.commitments.filter(withdrawn_at=None))
    edit = reverse("plans:editor", args=[plan.slug])
    if not commitments:
        return [Lack(_("The plan has no commitment yet."), edit)]
    versions = newest_versions(commitments)
    fields = list(plan.template.fields.all())
    found: dict[int, set[str]] = {version.pk: set() for version in versions.values()}
    texts = ClauseText.objects.filter(version__in=list(found)).exclude(text="")
    for version_id, key in texts.values_list("version_id", "clause__field"):
        found[version_id].add(key)
    milestones: dict[int, list[MilestoneText]] = {pk: [] for pk in found}
    for text in MilestoneText.objects.filter(version__in=list(found)).select_related("milestone"):
        milestones[text.version_id].append(text)
    leads = Lead.objects.filter(commitment__in=commitments, is_first=True)
    led = set(leads.values_list("commitment_id", flat=True))
    gaps: list[Lack] = []
    for commitment in commitments:
        version = versions.get(commitment.pk)
        filled = found[version.pk] if version else set()
        steps = milestones[version.pk] if version else []
        gaps += field_gaps(plan, commitment, fields, filled)
        gaps += milestone_gaps(plan, commitment, steps)
        if commitment.pk not in led:
            gaps.append(gap(plan, commitment, "plans:leads", _("%(code)s has no lead.")))
    return gaps


def newest_versions(commitments: Iterable[Commitment]) -> dict[int, CommitmentVersion]:
    found = CommitmentVersion.objects.filter(commitment__in=list(commitments))
    return {version.commitment_id: version for version in found.order_by("number")}


def gap(plan: ActionPlan, commitment: Commitment, url_name: str, words: str, *more: str) -> Lack:
    url = reverse(url_name, args=[plan.slug, commitment.code, *more])
    return Lack(words % {"code": commitment.code}, url)


def field_gaps(
    plan: ActionPlan, commitment: Commitment, fields: list[TemplateField], filled: set[str]
) -> list[Lack]:
    gaps = []
    for entry in fields:
        if entry.is_required and entry.key not in filled:
            words = _("%(code)s: “%(field)s” is empty.") % {
                "code": commitment.code,
                "field": entry.label,
            }
            url = reverse("plans:section", args=[plan.slug, commitment.code, entry.group])
            gaps.append(Lack(words, url))
    values = {entry.key for entry in fields if entry.group == VALUES}
    if values and not values & filled:
        words = _("%(code)s answers to none of the open government values.")
        gaps.append(gap(plan, commitment, "plans:section", words, VALUES))
    return gaps


def milestone_gaps(
    plan: ActionPlan, commitment: Commitment, steps: list[MilestoneText]
) -> list[Lack]:
    if not steps:
        return [gap(plan, commitment, "plans:milestones", _("%(code)s has no milestone."))]
    gaps = []
    for step in steps:
        due = last_day_of(step)
        if due is not None and not plan.starts_on <= due <= plan.ends_on:
            words = _("%(commitment)s: milestone %(code)s is due outside the plan’s time.") % {
                "commitment": commitment.code,
                "code": step.milestone.code,
            }
            args = [plan.slug, commitment.code, step.milestone.code]
            gaps.append(Lack(words, reverse("plans:milestone-edit", args=args)))
    return gaps


def decision_lack(plan: ActionPlan, decision: Decision) -> str:
    """Why a decision can't adopt this plan; empty when it can."""
    if decision.subject.parent_id != plan.process_id:
        return _("This decision was made in another process.")
    if Decision.objects.filter(corrects=decision).exists():
        return _("This decision was corrected by a later one. Choose that one.")
    if not have_agreed(decision, Side.GOVERNMENT, Side.CIVIL_SOCIETY):
        return _("Both sides must have agreed: on each, more seats for it than against it.")
    return ""


def have_agreed(decision: Decision, *sides: str) -> bool:
    """Whether on each of these sides more seats agreed than disagreed."""
    positions = Position.objects.filter(decision=decision, seat__side__in=sides)
    balance = Counter[str]()
    for side, stance in positions.values_list("seat__side", "stance"):
        balance[side] += (stance in STANDS_WITH) - (stance == Position.Stance.DISSENTED)
    return all(balance[side] > 0 for side in sides)


def count_unanswered(plan: ActionPlan, *, lock: bool = False) -> int:
    """Published ideas of closed activities that nobody has answered, for pages and adoption alike.

    With `lock` nothing moves until the adoption is written: see `lock_unanswered`.
    """
    if plan.process_id is None:
        return 0
    if lock:
        lock_unanswered(plan.process_id)
    closed = closed_activities(plan.process_id)
    ideas = Contribution.objects.shown().said_first().filter(activity__in=closed)
    return ideas.filter(answered_at=None).count()


def closed_activities(process_id: int) -> list[int]:
    activities = Activity.objects.filter(process=process_id).order_by("pk")
    return [activity.pk for activity in activities if activity.is_closed]


def lock_unanswered(process_id: int) -> None:
    """Wait for all who are changing what is owed, and let nobody begin.

    Sending takes a number before it writes; showing held or hidden words holds their rows;
    answering and withdrawing change the activity's tally. They are held in the order in which those
    actions hold them.
    """
    hold_numbers(process_id, FIRST_WORDS)
    closed = closed_activities(process_id)
    unseen = Q(published_at=None) | Q(hidden_at__isnull=False)
    words = Contribution.objects.said_first().filter(unseen, activity__in=closed)
    list(words.locked().order_by("pk").values_list("pk"))
    tallies = ActivityTally.objects.select_for_update().filter(activity__in=closed)
    list(tallies.order_by("activity_id"))
