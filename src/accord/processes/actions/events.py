"""Writing down what was done with a process and what hangs on it."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.text import slugify

from accord.processes.models import Activity, ActivityTally, Process
from accord.record.actions import record
from accord.record.models import SubjectModel
from accord.record.viewer import Viewer


def note_down(
    *,
    process: Process,
    key: str,
    thing: SubjectModel,
    viewer: Viewer | None,
    public: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    note: str = "",
) -> None:
    record(
        space=process.space,
        verb=key,
        thing=thing,
        viewer=viewer,
        public=public,
        personal=personal,
        note=note,
    )


def note_activity(
    *, activity: Activity, key: str, viewer: Viewer | None, note: str = "", **public: Any
) -> None:
    """The same for an activity; its counter of changes moves last."""
    note_down(
        process=activity.process,
        key=key,
        thing=activity,
        viewer=viewer,
        public=public,
        note=note,
    )
    ActivityTally.objects.filter(activity=activity).update(changes=F("changes") + 1)


def free_slug(words: str, taken: models.QuerySet[Any], fallback: str) -> str:
    """An address made from a title that nothing in `taken` has yet."""
    base = slugify(words)[:50].strip("-") or fallback
    used = set(taken.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    return slug
