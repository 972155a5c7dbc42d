from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict
from accord.processes.actions.slugs import free_slug
from accord.processes.dates import today
from accord.processes.events import (
    ACTIVITY_ANNOUNCED,
    ACTIVITY_ANSWERED,
    ACTIVITY_CLOSED,
    ACTIVITY_EDITED,
    ACTIVITY_OPENED,
    ACTIVITY_UNANSWERED,
    DATE_MOVED,
)
from accord.processes.models import (
    Activity,
    ActivityTally,
    DateChange,
    IdentityPolicy,
    Phase,
    Process,
)
from accord.processes.registry import activity_type
from accord.processes.sheet import ASKED, emptied_words, missing_fields, trouble_with_dates
from accord.record.actions import record_shown
from accord.record.events import emit
from accord.record.rules import require
from accord.record.subjects import number_subject, subject_inside
from accord.record.viewer import Viewer
from accord.ui.strays import refuse_strays
from accord.ui.texts import as_text

ON_THE_SHEET = frozenset(
    {
        "title",
        "purpose",
        "question",
        "audience",
        "can_change",
        "decided_by",
        "influence",
        "identity_policy",
        "phase",
    }
)
DATES = frozenset({"opens_at", "closes_at", "answer_due_on"})


def lay_activity(
    *, process: Process, type_key: str, title: Any, phase: Phase | None, **fields: Any
) -> Activity:
    """The rows of a draft activity; who may do this is for the caller to ask."""
    words = as_text(title)
    slug = free_slug(words.in_language("en").text, process.activities.all(), type_key)
    activity = Activity(
        subject=subject_inside("activity", slug, parent=process.subject),
        process=process,
        phase=phase,
        type_key=activity_type(type_key).key,
        slug=slug,
        title=words,
        **fields,
    )
    refuse_strays(activity)
    activity.save(force_insert=True)
    ActivityTally.objects.create(activity=activity)
    return activity


def lock_activity(activity: Activity) -> Activity:
    """Locked before its tally, always; `no_key` lets others go on writing what points to it."""
    locked = Activity.objects.locked().get(pk=activity.pk)
    locked.process = activity.process
    return locked


@transaction.atomic
def create_activity(
    *, viewer: Viewer, process: Process, type_key: str, title: Any, phase: Phase | None = None
) -> Activity:
    """A draft; it is announced when its purpose sheet is complete."""
    require(viewer, "processes.plan", process)
    activity = lay_activity(process=process, type_key=type_key, title=title, phase=phase)
    emit(ACTIVITY_EDITED, activity, viewer)
    return activity


@transaction.atomic
def save_sheet(*, viewer: Viewer, activity: Activity, **changes: Any) -> Activity:
    """Save answers of the purpose sheet. Announced dates move by `move_date`, with a reason."""
    require(viewer, "processes.plan", activity.process)
    locked = lock_activity(activity)
    if unknown := changes.keys() - ON_THE_SHEET - DATES:
        raise TypeError(f"a purpose sheet has no {sorted(unknown)}")
    if locked.announced_at is not None:
        _refuse_what_is_promised(locked, changes)
        emptied = emptied_words(locked, changes)
    else:
        emptied = []
    for name, value in changes.items():
        setattr(locked, name, value)
    refuse_strays(locked)
    gaps = missing_fields(locked) or [ASKED[name] for name in emptied]
    if locked.announced_at is not None and gaps:
        raise Conflict(format_lazy(_("This can’t be left empty now: {what}."), what=_listed(gaps)))
    if trouble := trouble_with_dates(locked):
        raise Conflict(trouble)
    locked.save(update_fields=list(changes))
    emit(ACTIVITY_EDITED, locked, viewer)
    return locked


def _refuse_what_is_promised(activity: Activity, changes: dict[str, Any]) -> None:
    """What was announced holds: its dates, and how far people are protected."""
    moved = [name for name in DATES & changes.keys() if changes[name] != getattr(activity, name)]
    if moved:
        raise Conflict(_("These dates are announced. Move them with a reason instead."))
    before, after = activity.identity_policy, changes.get("identity_policy")
    if after is None or after == before:
        return
    order = IdentityPolicy.values
    if after not in order or order.index(after) < order.index(before):
        raise Conflict(
            _("People were promised not to be shown more than this. It can’t be undone.")
        )
    has_begun = activity.opens_at is not None and activity.opens_at <= timezone.now()
    if after == IdentityPolicy.ANONYMOUS and has_begun:
        raise Conflict(
            _("People have spoken already, and the hosts know who. It can’t be made anonymous now.")
        )


def _listed(words: list[Any]) -> Any:
    return format_lazy(", ".join(["{}"] * len(words)), *words)


@transaction.atomic
def announce_activity(*, viewer: Viewer, activity: Activity) -> Activity:
    """Show an activity to everyone, with its dates; it opens by itself when its time comes."""
    require(viewer, "processes.plan", activity.process)
    locked = lock_activity(activity)
    if locked.announced_at is not None:
        raise Conflict(_("This is announced already."))
    if gaps := missing_fields(locked):
        raise Conflict(
            format_lazy(
                _("The purpose sheet isn’t complete. It lacks: {what}."), what=_listed(gaps)
            )
        )
    if trouble := trouble_with_dates(locked):
        raise Conflict(trouble)
    if locked.closes_at is not None and locked.closes_at <= timezone.now():
        raise Conflict(_("The last day is over already. Choose a later one."))
    locked.announced_at = timezone.now()
    locked.save(update_fields=["announced_at"])
    emit(ACTIVITY_ANNOUNCED, locked, viewer)
    record_shown(locked)  # what was prepared in it, such as the questions that people are asked
    return locked


@transaction.atomic
def open_activity(*, viewer: Viewer, activity: Activity, reason: Any) -> Activity:
    """Open an announced activity before its day. Otherwise time opens it."""
    require(viewer, "processes.plan", activity.process)
    locked = lock_activity(activity)
    if locked.announced_at is None:
        raise Conflict(_("Announce it first: the purpose sheet comes before the opening."))
    if locked.opens_at is None or locked.opens_at <= timezone.now():
        raise Conflict(_("This has opened already."))
    before = locked.first_day
    locked.opens_at = locked.opened_at = timezone.now()
    locked.save(update_fields=["opens_at", "opened_at"])
    _note_date(locked, "opens_at", before, reason, viewer)
    emit(ACTIVITY_OPENED, locked, viewer)
    return locked


@transaction.atomic
def close_activity(*, viewer: Viewer, activity: Activity, reason: Any) -> Activity:
    """Close early, for everyone to see why. Moving the last day opens it again."""
    require(viewer, "processes.plan", activity.process)
    locked = lock_activity(activity)
    if not locked.is_open:
        raise Conflict(_("This isn’t open."))
    before = locked.last_day
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    _note_date(locked, "closes_at", before, reason, viewer)
    emit(ACTIVITY_CLOSED, locked, viewer)
    return locked


def _note_date(activity: Activity, field: str, before: Any, reason: Any, viewer: Viewer) -> None:
    words = as_text(reason)
    if not words:
        raise Conflict(_("Say why the date moves: people have planned with it."))
    change = DateChange.objects.create(
        subject=number_subject("date-change", activity.process.subject),
        activity=activity,
        field=field,
        before=before,
        after=today(activity.process.space.zone),
        reason=words,
        by=viewer.actor,
    )
    emit(DATE_MOVED, change, viewer)


@transaction.atomic
def settle_answers(*, activity: Activity, viewer: Viewer | None = None) -> None:
    """Mark a closed activity answered when nothing is owed, and no longer so when something is.

    Part of whatever changes the number of unanswered words; those actions ask who may.
    """
    locked = lock_activity(activity)
    owed = ActivityTally.objects.get(activity=locked).unanswered
    is_answered = owed == 0 and locked.is_closed
    if is_answered == (locked.answered_at is not None):
        return
    locked.answered_at = timezone.now() if is_answered else None
    locked.save(update_fields=["answered_at"])
    emit(ACTIVITY_ANSWERED if is_answered else ACTIVITY_UNANSWERED, locked, viewer)
