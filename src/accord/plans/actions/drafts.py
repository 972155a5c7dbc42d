import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Discussion
from accord.errors import ChangedMeanwhile, Conflict
from accord.organisations.models import Office, Topic
from accord.plans.actions.locks import locked_draft, working_version
from accord.plans.events import (
    COMMITMENT_ADDED,
    COMMITMENT_MOVED,
    COMMITMENT_WRITTEN,
    LEADS_SET,
    PLAN_CREATED,
)
from accord.plans.models import (
    ActionPlan,
    Clause,
    ClauseText,
    Commitment,
    CommitmentVersion,
    Lead,
    Milestone,
    PlanTemplate,
    Status,
    TemplateField,
)
from accord.plans.sections import leads_mark, section_mark
from accord.processes.models import Process
from accord.record.events import emit
from accord.record.models import SubjectModel
from accord.record.rules import require
from accord.record.subjects import new_subject, subject_inside
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.ui.codes import free_code
from accord.ui.strays import refuse_strays
from accord.ui.texts import LocalizedText

RESERVED_SLUGS = {"new"}


@transaction.atomic
def create_plan(
    *,
    viewer: Viewer,
    process: Process,
    template: PlanTemplate,
    title: LocalizedText,
    starts_on: dt.date,
    ends_on: dt.date,
    summary: LocalizedText | None = None,
    slug: str = "",
) -> ActionPlan:
    require(viewer, "plans.create", process)
    if ends_on <= starts_on:
        raise Conflict(_("A plan ends after it starts."))
    # The space's slugs, held; `no_key` lets others go on writing rows that point to the space.
    Space.objects.locked().get(pk=process.space_id)
    for made in process.plans.filter(
        template=template, starts_on=starts_on, ends_on=ends_on, commitments=None, adopted_at=None
    ):
        if made.title == title:
            return made  # sent twice
    taken = {*process.space.plans.values_list("slug", flat=True), *RESERVED_SLUGS}
    slug = free_code(slug or title, taken, f"plan-{starts_on.year}")
    plan = ActionPlan.objects.create(
        subject=new_subject("plan", slug, parent=process.subject),
        space=process.space,
        process=process,
        template=template,
        slug=slug,
        status_scale=list(Status.values),
        title=title,
        summary=summary or LocalizedText(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    emit(PLAN_CREATED, plan, viewer)
    return plan


@transaction.atomic
def add_commitment(
    *, viewer: Viewer, plan: ActionPlan, title: LocalizedText, topic: Topic | None = None
) -> Commitment:
    """A commitment with the next number, its first version and a place to discuss it.

    Sent twice, it is added once: while nothing is written in it, the same title is the same one.
    """
    held = locked_draft(viewer, plan.pk)
    own = held.commitments.filter(versions__made_by=viewer.actor, withdrawn_at=None, topic=topic)
    for made in own.filter(clauses=None, milestones=None):
        if made.title == title:
            return made
    codes = held.commitments.values_list("code", flat=True)
    number = max([int(code) for code in codes if code.isdecimal()], default=0) + 1
    last = held.commitments.aggregate(last=Max("position"))["last"]
    commitment = Commitment(
        subject=subject_inside("commitment", number, parent=held.subject),
        plan=held,
        code=str(number),
        position=0 if last is None else last + 1,
        title=title,
        topic=topic,
    )
    refuse_strays(commitment)
    commitment.save(force_insert=True)
    new_discussion(commitment, held)
    CommitmentVersion.objects.create(
        subject=subject_inside("commitment-version", "v1", parent=commitment.subject),
        commitment=commitment,
        number=1,
        made_by=viewer.actor,
    )
    emit(COMMITMENT_ADDED, commitment, viewer)
    return commitment


def new_discussion(thing: SubjectModel, plan: ActionPlan) -> None:
    """Opened with the plan: nobody comments on what the public can't read."""
    if plan.process is not None:
        Discussion.objects.create(
            subject=thing.subject, process=plan.process, is_open=plan.published_at is not None
        )


@transaction.atomic
def move_commitment(*, viewer: Viewer, commitment: Commitment, by: int) -> None:
    """One place up (-1) or down (1); at an end nothing happens."""
    plan = locked_draft(viewer, commitment.plan_id)
    row = list(plan.commitments.locked().order_by("position", "pk"))
    shift(row, commitment.pk, by)
    Commitment.objects.bulk_update(row, ["position"])
    emit(COMMITMENT_MOVED, commitment, viewer)


def shift(row: Sequence[Commitment] | Sequence[Milestone], pk: int, by: int) -> None:
    """Swap the one with its neighbour and number the row anew."""
    order: list[Commitment | Milestone] = list(row)
    place = next(index for index, one in enumerate(order) if one.pk == pk)
    target = place + (1 if by > 0 else -1)
    if 0 <= target < len(order):
        order[place], order[target] = order[target], order[place]
    for position, one in enumerate(order):
        one.position = position


class LeadRow(NamedTuple):
    """Who carries it; the first of the rows is the one who answers for it."""

    name: str
    office: Office | None = None
    side: str = "government"


@transaction.atomic
def set_leads(
    *,
    viewer: Viewer,
    leads: Sequence[LeadRow],
    commitment: Commitment | None = None,
    milestone: Milestone | None = None,
    seen: str | None = None,
) -> None:
    """Replace all leads of a commitment or of a milestone; the first leads, the others help.

    `seen` is their mark when the form was opened: if somebody has changed them since, they stay.
    """
    above = milestone.commitment if milestone else commitment
    if above is None:
        raise ValueError("leads need a commitment or a milestone")
    locked_draft(viewer, above.plan_id)
    if above.withdrawn_at is not None:
        raise Conflict(_("This commitment is withdrawn."))
    held = Lead.objects.filter(commitment=None if milestone else commitment, milestone=milestone)
    if seen and seen != leads_mark(held):
        raise ChangedMeanwhile(_("Somebody else has changed the leads while you were writing."))
    rows = [
        Lead(
            commitment=None if milestone else commitment,
            milestone=milestone,
            office=lead.office,
            name=lead.name or str(lead.office),
            side=lead.office.side if lead.office else lead.side,
            is_first=place == 0,
            position=place,
        )
        for place, lead in enumerate(leads)
    ]
    refuse_strays(*rows)
    held.delete()
    Lead.objects.bulk_create(rows)
    emit(LEADS_SET, milestone or above, viewer)


class NumberedWords(NamedTuple):
    """A numbered clause; without a code it is a new one."""

    code: str
    text: LocalizedText


@transaction.atomic
def save_section(
    *,
    viewer: Viewer,
    commitment: Commitment,
    group: str,
    prose: Mapping[str, LocalizedText],
    numbered: Mapping[str, Sequence[NumberedWords]] | None = None,
    seen: str | None = None,
    title: LocalizedText | None = None,
) -> CommitmentVersion:
    """Save one section of the form, by field key, into the version being worked on.

    `seen` is the section's mark when it was opened: if somebody has saved it since, nothing is
    written. A numbered clause without words is retired; its code is never used again.
    """
    plan = locked_draft(viewer, commitment.plan_id)
    held = Commitment.objects.locked().get(pk=commitment.pk)
    version = working_version(held)
    if seen is not None and seen != section_mark(held, version, group):
        raise ChangedMeanwhile(_("Somebody else has changed this section while you were writing."))
    if title is not None:
        Commitment.objects.filter(pk=held.pk).update(title=title)
    for entry in plan.template.fields.filter(group=group):
        if entry.kind == TemplateField.Kind.CLAUSES:
            _save_numbered(held, version, entry, (numbered or {}).get(entry.key, []))
        elif entry.key in prose:
            clause = _clause(held, entry.key, entry.key, entry.position * 100)
            _write(version, clause, prose[entry.key])
    emit(COMMITMENT_WRITTEN, held, viewer)
    return version


def _save_numbered(
    commitment: Commitment,
    version: CommitmentVersion,
    entry: TemplateField,
    rows: Sequence[NumberedWords],
) -> None:
    known = {clause.code: clause for clause in commitment.clauses.all()}
    numbers = [
        int(code.rpartition(".")[2]) for code in known if code.rpartition(".")[2].isdecimal()
    ]
    last = max(numbers, default=0)
    for row in rows:
        clause = known.get(row.code)
        if clause is None and not row.text:
            continue
        if clause is None:
            last += 1
            place = entry.position * 100 + last
            clause = _clause(commitment, f"{commitment.code}.{last}", entry.key, place)
        _write(version, clause, row.text)
        retired = None if row.text else clause.retired_at or timezone.now()
        Clause.objects.filter(pk=clause.pk).update(retired_at=retired)


def _clause(commitment: Commitment, code: str, field: str, position: int) -> Clause:
    """The place in the plan, made with its discussion where there's none yet."""
    found = Clause.objects.filter(commitment=commitment, code=code).first()
    if found is not None:
        return found
    clause = Clause.objects.create(
        subject=subject_inside("clause", code, parent=commitment.subject),
        commitment=commitment,
        code=code,
        field=field,
        position=position,
    )
    new_discussion(clause, commitment.plan)
    return clause


def _write(version: CommitmentVersion, clause: Clause, text: LocalizedText) -> None:
    ClauseText.objects.filter(version=version, clause=clause).exclude(language__in=text).delete()
    for language, words in text.items():
        ClauseText.objects.update_or_create(
            version=version, clause=clause, language=language, defaults={"text": words}
        )
