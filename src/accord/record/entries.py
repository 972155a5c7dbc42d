"""Finding the entries of things, many at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max

from accord.record.kinds import kind_named, load_visible, proof
from accord.record.models import Log, LogEntry, Subject, SubjectModel
from accord.record.viewer import Viewer

AT_ONCE = 500


def newest_entries(things: Sequence[SubjectModel]) -> dict[Any, LogEntry]:
    """The newest entry of each thing, numbered or not, by primary key."""
    rows = LogEntry.objects.filter(subject__in=[thing.pk for thing in things])
    return {entry.subject_id: entry for entry in rows.order_by("pk")}


def kinds_in(log: Log, size: int) -> list[str]:
    """The kinds of things that the first `size` entries are about."""
    rows = LogEntry.objects.filter(log=log, index__lt=size)
    return list(rows.values_list("subject__kind", flat=True).distinct().order_by("subject__kind"))


def newest_per_object(log: Log, kind: str, size: int) -> Iterator[dict[int, LogEntry]]:
    """The newest of the first `size` entries for each object of a kind, some hundred at a time."""
    after = None
    while True:
        rows = LogEntry.objects.filter(log=log, subject__kind=kind, index__lt=size)
        if after is not None:
            rows = rows.filter(subject__gt=after)
        newest = dict(
            rows.values("subject_id")
            .annotate(newest=Max("index"))
            .order_by("subject_id")
            .values_list("subject_id", "newest")[:AT_ONCE]
        )
        if not newest:
            return
        entries = LogEntry.objects.filter(log=log, index__in=newest.values())
        yield {entry.subject_id: entry for entry in entries}
        after = max(newest)


def later_entries(log: Log, things: Sequence[int], size: int) -> list[LogEntry]:
    """Those beyond the first `size`, waiting ones too: what was done since."""
    rows = LogEntry.objects.filter(log=log, subject__in=things)
    return list(rows.exclude(index__lt=size).order_by("pk"))


def rows_now(kind: str, things: Sequence[int]) -> dict[int, Any]:
    """The things of a kind as they are stored now, with all that their canonical form reads."""
    rows = kind_named(kind).rows.filter(pk__in=things)
    return {row.pk: row for row in rows}


def public_ids(kind: str, rows: dict[int, Any], space: Subject) -> set[int]:
    """Which of these everybody may see; of the others an export shows the digest alone."""
    declared = proof(kind)
    if declared.in_public is not None:
        shown = {pk for pk, row in rows.items() if declared.in_public(row)}
    else:
        found = kind_named(kind).rows.visible_to(Viewer(space)).filter(pk__in=list(rows))
        shown = {row.pk for row in found}
    # What is tied to something that nobody may see would name it.
    if not kind_named(kind).has_ties:
        return shown
    targets = {tie.target for pk in shown for tie in rows[pk].subject.ties}
    public = {thing.pk for thing in load_visible(targets, Viewer(space))}
    return {pk for pk in shown if all(t.target_id in public for t in rows[pk].subject.ties)}
