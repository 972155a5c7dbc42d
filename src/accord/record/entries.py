"""Finding the entries of things, many at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Max

from accord.record.models import Log, LogEntry, Subject
from accord.record.registry import proof, proof_for
from accord.record.rules import is_visibility_said
from accord.record.viewer import Viewer

AT_ONCE = 500


def newest_entries(things: Sequence[models.Model]) -> dict[Any, LogEntry]:
    """The newest entry of each thing, numbered or not, by primary key; all things of one kind."""
    if not things:
        return {}
    rows = LogEntry.objects.filter(
        kind=proof_for(things[0]).kind, object_id__in=[thing.pk for thing in things]
    )
    return {entry.object_id: entry for entry in rows.order_by("id")}


def newest_per_object(log: Log, kind: str, size: int) -> Iterator[dict[int, LogEntry]]:
    """The newest of the first `size` entries for each object of a kind, some hundred at a time."""
    after = None
    while True:
        rows = LogEntry.objects.filter(log=log, kind=kind, index__lt=size)
        if after is not None:
            rows = rows.filter(object_id__gt=after)
        newest = dict(
            rows.values("object_id")
            .annotate(newest=Max("index"))
            .order_by("object_id")
            .values_list("object_id", "newest")[:AT_ONCE]
        )
        if not newest:
            return
        entries = LogEntry.objects.filter(log=log, index__in=newest.values())
        yield {entry.object_id: entry for entry in entries}
        after = max(newest)


def later_entries(log: Log, kind: str, object_ids: Sequence[int], size: int) -> list[LogEntry]:
    """Those beyond the first `size`, waiting ones too: what was done since."""
    rows = LogEntry.objects.filter(log=log, kind=kind, object_id__in=object_ids)
    return list(rows.exclude(index__lt=size).order_by("id"))


def rows_now(kind: str, object_ids: Sequence[int]) -> dict[int, Any]:
    """The objects as they are stored now, with all that their canonical form reads."""
    rows = proof(kind).queryset().filter(pk__in=object_ids)
    return {row.pk: row for row in rows}


def public_ids(kind: str, rows: dict[int, Any], space: Subject) -> set[int]:
    """Which of these everybody may see; of the others an export shows the digest alone."""
    declared = proof(kind)
    if declared.in_public is not None:
        return {pk for pk, row in rows.items() if declared.in_public(row)}
    if not is_visibility_said(declared.model):
        return set()
    shown = declared.queryset().visible_to(Viewer(space)).filter(pk__in=list(rows))
    return {row.pk for row in shown}
