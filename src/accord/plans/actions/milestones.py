import datetime as dt
from dataclasses import dataclass, field, fields

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.errors import ChangedMeanwhile, Conflict
from accord.plans.actions.drafts import new_discussion, shift
from accord.plans.actions.locks import locked_draft, working_version
from accord.plans.events import MILESTONE_MOVED, MILESTONE_RETIRED, MILESTONE_WRITTEN
from accord.plans.models import Commitment, DuePrecision, Milestone, MilestoneText
from accord.plans.sections import milestone_mark
from accord.record.events import emit
from accord.record.subjects import subject_inside
from accord.record.viewer import Viewer
from accord.ui.strays import refuse_strays
from accord.ui.texts import LocalizedText


@dataclass(frozen=True)
class MilestoneWords:
    """What a milestone says: its result, its dates."""

    title: LocalizedText
    outputs: LocalizedText = field(default_factory=LocalizedText)
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    due_precision: str = DuePrecision.DAY
    due_text: LocalizedText = field(default_factory=LocalizedText)


@transaction.atomic
def save_milestone(
    *,
    viewer: Viewer,
    commitment: Commitment,
    words: MilestoneWords,
    milestone: Milestone | None = None,
    seen: str | None = None,
) -> Milestone:
    """Add a milestone, or save one's words into the version being worked on.

    A new one that says in every word and date what another says is that one, sent twice.
    """
    plan = locked_draft(viewer, commitment.plan_id)
    held = Commitment.objects.locked().get(pk=commitment.pk)
    version = working_version(held)
    if words.due_on is None and words.due_precision not in (DuePrecision.TEXT, DuePrecision.NONE):
        raise Conflict(_("Say when it is due."))
    if milestone is None:
        for other in version.milestone_texts.select_related("milestone"):
            if words_of(other) == words:
                return other.milestone
        last = held.milestones.aggregate(last=Max("position"))["last"]
        code = next_code(held)
        milestone = Milestone.objects.create(
            subject=subject_inside("milestone", code, parent=held.subject),
            commitment=held,
            code=code,
            position=0 if last is None else last + 1,
        )
        new_discussion(milestone, plan)
    refuse_strays(MilestoneText(version=version, milestone=milestone))
    text = MilestoneText.objects.filter(version=version, milestone=milestone).first()
    if seen and text is not None and seen != milestone_mark(text):
        raise ChangedMeanwhile(
            _("Somebody else has changed this milestone while you were writing.")
        )
    MilestoneText.objects.update_or_create(
        version=version, milestone=milestone, defaults=dict(words.__dict__)
    )
    emit(MILESTONE_WRITTEN, milestone, viewer)
    return milestone


def words_of(text: MilestoneText) -> MilestoneWords:
    return MilestoneWords(
        **{each.name: getattr(text, each.name) for each in fields(MilestoneWords)}
    )


def next_code(commitment: Commitment) -> str:
    """m1, m2, …: never one that was used before."""
    used = [code[1:] for code in commitment.milestones.values_list("code", flat=True)]
    return f"m{max([int(number) for number in used if number.isdecimal()], default=0) + 1}"


@transaction.atomic
def retire_milestone(*, viewer: Viewer, milestone: Milestone) -> None:
    """Take it out of the version being worked on; fixed versions keep it."""
    locked_draft(viewer, milestone.commitment.plan_id)
    version = working_version(milestone.commitment)
    MilestoneText.objects.filter(version=version, milestone=milestone).delete()
    if not milestone.texts.exists():
        Milestone.objects.filter(pk=milestone.pk).update(retired_at=timezone.now())
    emit(MILESTONE_RETIRED, milestone, viewer)


@transaction.atomic
def move_milestone(*, viewer: Viewer, milestone: Milestone, by: int) -> None:
    locked_draft(viewer, milestone.commitment.plan_id)
    row = list(
        milestone.commitment.milestones.locked().filter(retired_at=None).order_by("position", "pk")
    )
    shift(row, milestone.pk, by)
    Milestone.objects.bulk_update(row, ["position"])
    emit(MILESTONE_MOVED, milestone, viewer)
