"""Plans, and what both sides say of them, as news."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.organisations.models import Side
from accord.plans.events import (
    COMMITMENT_WITHDRAWN,
    PLAN_ADOPTED,
    PLAN_PUBLISHED,
    PROGRESS_PUBLISHED,
)
from accord.plans.models import ActionPlan, MilestoneText, ProgressUpdate
from accord.plans.progress import status_word
from accord.record.news import Item, Occurrence, alike, item, linked, register_news
from accord.record.viewer import Viewer
from accord.ui.templatetags.accord import official


def declare() -> None:
    register_news(PLAN_PUBLISHED, kind="plan", tell=tell_drafts)
    register_news(PLAN_ADOPTED, kind="edition", tell=tell_adoptions)
    register_news(COMMITMENT_WITHDRAWN, kind="commitment", tell=tell_withdrawals)
    register_news(PROGRESS_PUBLISHED, kind="progress", tell=tell_reports)


# --- The plan ------------------------------------------------------------------------------------
def tell_drafts(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    sentence = _("You can read and discuss the draft: %(plan)s")
    return [
        item([one], sentence, plan=linked(one.thing, one.thing.title))
        for one in batch
        if was_public(one)
    ]


def was_public(one: Occurrence) -> bool:
    """Whether people could read the plan on that day; its process may have opened later."""
    plan: ActionPlan = one.thing
    opened = plan.process.opened_at if plan.process is not None else None
    return plan.is_public and (opened is None or timezone.localdate(opened) <= one.day)


def tell_adoptions(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    return [adoption(one) for one in batch]


def adoption(one: Occurrence) -> Item:
    plan: ActionPlan = one.thing.plan
    link = linked(one.thing.plan, plan.title)
    if plan.decision is None:
        return item([one], _("This plan holds from now on: %(plan)s"), plan=link)
    sentence = _("%(forum)s adopted the plan: %(plan)s")
    return item([one], sentence, forum=official(plan.decision.decided_by), plan=link)


def tell_withdrawals(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    sentence = _("This promise was taken back: %(commitment)s. %(reason)s")
    return [
        item(
            [one],
            sentence,
            commitment=linked(one.thing, one.thing.title),
            reason=official(one.thing.withdrawn_reason),
        )
        for one in batch
        if one.thing.withdrawn_at
    ]


# --- Reports -------------------------------------------------------------------------------------
def tell_reports(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    """What each office or seat says, and where the two sides differ."""
    public = [one for one in batch if one.thing.published_at]
    titles = titles_of(public)
    spoken = alike(public, lambda one: (plan_of(one).pk, one.thing.side, speaker(one), done(one)))
    items = [reports(group, titles) for group in spoken]
    differing = alike(differences(public), lambda one: plan_of(one).pk)
    return items + [difference(group, titles) for group in differing]


def plan_of(one: Occurrence) -> ActionPlan:
    plan: ActionPlan = one.thing.milestone.commitment.plan
    return plan


def speaker(one: Occurrence) -> Any:
    """The name of whoever reports."""
    update: ProgressUpdate = one.thing
    if update.by_office is not None:
        return update.by_office.name
    return update.by_seat.title if update.by_seat is not None else Side(update.side).label


def done(one: Occurrence) -> bool:
    return bool(one.thing.status) and one.thing.status == plan_of(one).status_scale[-1]


def titles_of(batch: Iterable[Occurrence]) -> Mapping[int, Any]:
    """What the milestones are called in what the public reads: the newest fixed version."""
    texts = MilestoneText.objects.filter(milestone__in={one.thing.milestone_id for one in batch})
    by_age = sorted(
        texts.select_related("version"),
        key=lambda text: (text.version.frozen_at is not None, text.version.number),
    )
    return {text.milestone_id: text.title for text in by_age}


def milestone_link(one: Occurrence, titles: Mapping[int, Any]) -> Any:
    milestone = one.thing.milestone
    return linked(milestone, titles.get(milestone.pk) or milestone.commitment.title)


def reports(group: Sequence[Occurrence], titles: Mapping[int, Any]) -> Item:
    first = group[0]
    who = official(speaker(first))
    if len(group) > 1:
        plan = plan_of(first)
        return item(
            group,
            many_reports(len(group), is_complete=done(first)),
            who=who,
            count=len(group),
            plan=linked(plan, plan.title),
        )
    status = status_word(plan_of(first), first.thing.status)
    if done(first):
        sentence = _("%(who)s says that this is complete: %(milestone)s")
    elif first.thing.status:
        sentence = _("%(who)s reported “%(status)s” on a milestone: %(milestone)s")
    else:
        sentence = _("%(who)s reported on a milestone: %(milestone)s")
    return item(group, sentence, who=who, milestone=milestone_link(first, titles), status=status)


def many_reports(count: int, *, is_complete: bool) -> str:
    if is_complete:
        return ngettext(
            "%(who)s says that %(count)d milestone is complete: %(plan)s",
            "%(who)s says that %(count)d milestones are complete: %(plan)s",
            count,
        )
    return ngettext(
        "%(who)s reported on %(count)d milestone that isn’t complete yet: %(plan)s",
        "%(who)s reported on %(count)d milestones that aren’t complete yet: %(plan)s",
        count,
    )


def differences(batch: Sequence[Occurrence]) -> list[Occurrence]:
    """Reports that say otherwise than what the other side had said of the same time."""
    others = ProgressUpdate.objects.filter(
        milestone__in={one.thing.milestone_id for one in batch}, published_at__isnull=False
    )
    said = {(row.milestone_id, row.period_id, row.side): row for row in others}
    return [one for one in batch if is_contrary(one.thing, said)]


def is_contrary(update: ProgressUpdate, said: Mapping[Any, ProgressUpdate]) -> bool:
    sides = {Side.GOVERNMENT.value, Side.CIVIL_SOCIETY.value} - {update.side}
    found = (said.get((update.milestone_id, update.period_id, side)) for side in sides)
    return any(
        other is not None
        and bool(other.status and update.status)
        and other.status != update.status
        and is_earlier(other, update)
        for other in found
    )


def is_earlier(one: ProgressUpdate, other: ProgressUpdate) -> bool:
    return (one.published_at, one.pk) < (other.published_at, other.pk)


def difference(group: Sequence[Occurrence], titles: Mapping[int, Any]) -> Item:
    if len(group) == 1:
        sentence = _("Government and civil society differ: %(milestone)s")
        return item(group, sentence, milestone=milestone_link(group[0], titles))
    plan = plan_of(group[0])
    sentence = ngettext(
        "Government and civil society differ on %(count)d milestone of %(plan)s",
        "Government and civil society differ on %(count)d milestones of %(plan)s",
        len(group),
    )
    return item(group, sentence, count=len(group), plan=linked(plan, plan.title))
