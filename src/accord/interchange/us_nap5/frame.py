"""What the commitments stand in: the space, the process, the plan, its rounds."""

import calendar
import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from accord.errors import Conflict
from accord.interchange.changes import Changes
from accord.interchange.events import PLAN_IMPORTED
from accord.interchange.us_nap5.reader import SCALE, SITE
from accord.interchange.us_nap5.source import SourcePlan
from accord.plans.models import (
    ActionPlan,
    CommitmentVersion,
    Edition,
    EditionItem,
    PlanTemplate,
    ReportingPeriod,
    TemplateField,
)
from accord.processes.models import Process
from accord.record.actions import digest
from accord.record.events import emit
from accord.record.subjects import new_subject, subject_inside
from accord.spaces.actions import create_space
from accord.spaces.models import Space
from accord.themes.models import Synthesis

KEY = "us"
SLUG = "nap5"
LANGUAGE = "en"
MONTHS = {f"{number:02}": name for number, name in enumerate(calendar.month_name) if number}


@dataclass
class Frame:
    space: Space
    plan: ActionPlan
    synthesis: Synthesis
    periods: dict[str, ReportingPeriod]
    changes: Changes = field(default_factory=Changes)
    has_new_versions: bool = False


def write_frame(source: SourcePlan, space_key: str) -> Frame:
    changes = Changes()
    space = ensure_space(changes, space_key)
    process = the_process(changes, space, source)
    plan = the_plan(changes, space, process, source)
    synthesis = changes.settle(
        Synthesis,
        by={"process": process, "number": 1},
        set_to={"title": {LANGUAGE: f"{source.title}: what was heard, and the answers"}},
        once={"published_at": timezone.now()},
        subject=lambda: subject_inside("synthesis", 1, parent=process.subject),
    )
    periods = {code: the_period(changes, plan, code) for code in source.periods}
    return Frame(space, plan, synthesis, periods, changes)


def ensure_space(changes: Changes, space_key: str) -> Space:
    """The one named; without a name the format's own, made when missing."""
    if space_key:
        space = Space.objects.locked().filter(key=space_key).first()
        if space is None:
            raise Conflict(f"There's no space with the key {space_key!r}.")
        return space
    if not Space.objects.filter(key=KEY).exists():
        # Two imports at once would both find nothing: the second one's code is taken, and it ends.
        changes.count += 1
        create_space(
            key=KEY,
            host=f"{KEY}.localhost",
            name={LANGUAGE: "United States"},
            tagline={LANGUAGE: "A published plan, shown here to be followed"},
            languages=[LANGUAGE],
            time_zone="America/New_York",
        )
    return Space.objects.locked().get(key=KEY)


def the_process(changes: Changes, space: Space, source: SourcePlan) -> Process:
    """A process without activities: nothing is asked of a purpose sheet."""
    return changes.settle(
        Process,
        by={"space": space, "slug": SLUG},
        subject=lambda: new_subject("process", SLUG, parent=space.subject),
        set_to={"title": {LANGUAGE: source.title}},
        once={"is_public": True, "is_imported": True, "opened_at": timezone.now()},
    )


def the_plan(changes: Changes, space: Space, process: Process, source: SourcePlan) -> ActionPlan:
    template = changes.settle(
        PlanTemplate,
        by={"key": "us-nap5", "valid_from": dt.date(2022, 12, 1)},
        set_to={"name": {LANGUAGE: "United States, fifth plan, as published"}, "source": SITE},
    )
    changes.settle(
        TemplateField,
        by={"template": template, "key": "commitment"},
        set_to={
            "group": "commitment",
            "label": {LANGUAGE: "What the government promises"},
            "kind": TemplateField.Kind.CLAUSES,
            "position": 1,
        },
    )
    begins = dt.datetime.combine(source.starts_on, dt.time(), tzinfo=space.zone)
    return changes.settle(
        ActionPlan,
        by={"space": space, "slug": SLUG},
        subject=lambda: new_subject("plan", SLUG, parent=process.subject),
        set_to={
            "process": process,
            "template": template,
            "status_scale": list(SCALE),
            "title": {LANGUAGE: source.title},
            "starts_on": source.starts_on,
            "ends_on": source.ends_on,
            "origin": source.origin,
            # Adopted elsewhere, on a day the source doesn't say: in force from its first day.
            "adopted_at": begins,
        },
        once={"published_at": timezone.now()},
    )


def the_period(changes: Changes, plan: ActionPlan, code: str) -> ReportingPeriod:
    """The source names the month in which a round was published, and no more."""
    year, month = code.split("-")
    last = calendar.monthrange(int(year), int(month))[1]
    return changes.settle(
        ReportingPeriod,
        by={"plan": plan, "code": code},
        set_to={
            "name": {LANGUAGE: f"{MONTHS[month]} {year}"},
            "starts_on": dt.date(int(year), int(month), 1),
            "ends_on": dt.date(int(year), int(month), last),
        },
    )


def write_editions(frame: Frame) -> None:
    """A new edition for new words; and of each what the source has mended, such as a title."""
    if frame.has_new_versions:
        make_edition(frame)
    for edition in frame.plan.editions.order_by("number"):
        if edition.digest != (says_now := digest(edition)):
            edition.digest = says_now
            edition.save(update_fields=["digest"])
            record_edition(frame, edition)


def make_edition(frame: Frame) -> None:
    """What holds: the newest version of each commitment, as one edition of the plan."""
    newest: dict[int, CommitmentVersion] = {}
    versions = CommitmentVersion.objects.filter(commitment__plan=frame.plan)
    for version in versions.order_by("commitment__position", "number"):
        newest[version.commitment_id] = version
    number = frame.plan.editions.count() + 1
    edition = Edition.objects.create(
        subject=subject_inside("edition", f"edition-{number}", parent=frame.plan.subject),
        plan=frame.plan,
        number=number,
        adopted_at=frame.plan.adopted_at or timezone.now(),
        digest="",
    )
    EditionItem.objects.bulk_create(
        EditionItem(edition=edition, version=version) for version in newest.values()
    )


def record_edition(frame: Frame, edition: Edition) -> None:
    data = {"origin": frame.plan.origin, "edition": edition.number}
    emit(PLAN_IMPORTED, edition, None, data=data, related=[frame.plan])
    frame.changes.count += 1
