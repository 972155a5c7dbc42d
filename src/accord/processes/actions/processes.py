import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.forum.models import Forum
from accord.processes.actions.activities import lay_activity
from accord.processes.actions.slugs import free_slug
from accord.processes.events import (
    ACTIVITY_ANNOUNCED,
    PHASE_ADDED,
    PROCESS_CLOSED,
    PROCESS_CREATED,
    PROCESS_EDITED,
    PROCESS_OPENED,
)
from accord.processes.models import Phase, Process
from accord.processes.registry import has_activity_type
from accord.processes.templates import ProcessTemplate, in_languages, template_of
from accord.record.actions import record_shown
from accord.record.events import emit
from accord.record.rules import require
from accord.record.subjects import new_subject, number_subject
from accord.record.viewer import Viewer
from accord.spaces.models import Space
from accord.ui.codes import code_from
from accord.ui.strays import refuse_strays
from accord.ui.texts import as_text

EDITABLE = frozenset(
    {
        "title",
        "question",
        "purpose",
        "can_change",
        "cannot_change",
        "decision_maker",
        "forum",
        "development_starts_on",
    }
)

# Pages of ours at /processes/<word>/.
PAGES = frozenset({"new", "chooser"})


@transaction.atomic
def create_process(
    *,
    viewer: Viewer,
    space: Space,
    title: Any,
    question: Any = None,
    starts_on: dt.date,
    template_key: str = "ogp-national-2022",
    forum: Forum | None = None,
    slug: str = "",
) -> Process:
    """A hidden process with the phases and draft activities its template suggests."""
    require(viewer, "processes.create", space.subject)
    words = as_text(title)
    slug = slug or _free_address(words.in_language("en").text, space)
    process = Process(
        subject=new_subject("process", slug, parent=space.subject),
        space=space,
        slug=slug,
        title=words,
        question=as_text(question),
        forum=forum,
        template_key=template_key,
    )
    refuse_strays(process)
    process.save(force_insert=True)
    if template := template_of(template_key):
        _lay_out(process, template, starts_on)
    emit(PROCESS_CREATED, process, viewer)
    return process


def _free_address(title: str, space: Space) -> str:
    words = f"{title} process" if code_from(title) in PAGES else title
    return free_slug(words, space.processes.all(), "process")


def _lay_out(process: Process, template: ProcessTemplate, starts_on: dt.date) -> None:
    """The template's phases one after another, and its activities as drafts within them."""
    languages = process.space.languages
    phases = []
    for position, row in enumerate(template.phases):
        phase = Phase.objects.create(
            subject=number_subject("phase", process.subject),
            process=process,
            name=in_languages(row.name, languages),
            about=in_languages(row.about, languages),
            icon=row.icon,
            starts_on=starts_on,
            ends_on=starts_on + dt.timedelta(days=row.days - 1) if row.days else None,
            position=position,
        )
        phases.append(phase)
        starts_on += dt.timedelta(days=row.days)
    for suggestion in template.activities:
        if has_activity_type(suggestion.type_key):
            lay_activity(
                process=process,
                type_key=suggestion.type_key,
                title=in_languages(suggestion.title, languages),
                phase=phases[suggestion.phase],
                influence=suggestion.influence,
            )
    process.development_starts_on = phases[template.development_phase].starts_on
    process.save(update_fields=["development_starts_on"])


@transaction.atomic
def edit_process(*, viewer: Viewer, process: Process, **changes: Any) -> Process:
    """Save some of what a process says about itself; the rest stays as it is."""
    require(viewer, "processes.plan", process)
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"a process has no editable {sorted(unknown)}")
    locked = Process.objects.locked().select_related(None).get(pk=process.pk)
    for name, value in changes.items():
        setattr(locked, name, value)
    refuse_strays(locked)
    locked.save(update_fields=list(changes))
    locked.space = process.space
    emit(PROCESS_EDITED, locked, viewer)
    return locked


@transaction.atomic
def open_process(*, viewer: Viewer, process: Process) -> Process:
    """Make a process public. From here on everything about it goes into the public log.

    So does what was prepared and is shown with it: its dates, its decisions, who was appointed.
    Who records something in it at this moment holds its row, or waits for ours (`hold_showing`).
    """
    require(viewer, "processes.plan", process)
    locked = Process.objects.locked().get(pk=process.pk)
    if locked.opened_at is not None and locked.closed_at is None and locked.is_public:
        raise Conflict(_("This is open already."))
    if not locked.question:
        raise Conflict(_("Write the question first: it is what people read first."))
    locked.opened_at = locked.opened_at or timezone.now()
    locked.closed_at, locked.is_public = None, True
    locked.save(update_fields=["opened_at", "closed_at", "is_public"])
    emit(PROCESS_OPENED, locked, viewer)
    for phase in locked.phases.all():
        phase.process = locked
        emit(PHASE_ADDED, phase, viewer)
    for activity in locked.activities.filter(announced_at__isnull=False):
        activity.process = locked
        emit(ACTIVITY_ANNOUNCED, activity, viewer)
    record_shown(locked)
    return locked


@transaction.atomic
def close_process(*, viewer: Viewer, process: Process) -> Process:
    require(viewer, "processes.plan", process)
    locked = Process.objects.locked().get(pk=process.pk)
    if locked.closed_at is not None:
        raise Conflict(_("This is closed already."))
    if any(activity.is_open for activity in locked.activities.all()):
        raise Conflict(_("Something is still open here. Close it first, with a reason."))
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    emit(PROCESS_CLOSED, locked, viewer)
    return locked
