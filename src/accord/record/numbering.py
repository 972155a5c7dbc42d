"""Giving entries their place in the tree, and publishing checkpoints: the worker's part."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accord.methods.ledger import append, frontier_root
from accord.record.models import Checkpoint, Log, LogEntry

# One transaction numbers at most so many: on SQLite it holds the only write lock.
AT_ONCE = 500
CHECKPOINT_EVERY = dt.timedelta(seconds=60)


@transaction.atomic
def number_entries(log: Log) -> int:
    """Number the entries that wait, oldest first; how many it was.

    Never in a request. Who comes while another is at it leaves at once (where the database can
    tell) or waits; who dies in the middle leaves them waiting for the next.
    """
    skips = connection.features.has_select_for_update_skip_locked
    rows = Log.objects.select_for_update(skip_locked=skips).filter(pk=log.pk)
    if (locked := rows.first()) is None:
        return 0
    pending = list(LogEntry.objects.pending().filter(log=locked).order_by("id")[:AT_ONCE])
    frontier = [bytes.fromhex(node) for node in locked.frontier]
    for entry in pending:
        frontier = append(frontier, locked.size, bytes.fromhex(entry.hash))
        entry.index, locked.size = locked.size, locked.size + 1
        entry.subtree, entry.root = frontier[-1].hex(), frontier_root(frontier).hex()
    if pending:
        LogEntry.objects.bulk_update(pending, ["index", "subtree", "root"], batch_size=100)
        locked.frontier = [node.hex() for node in frontier]
        locked.save(update_fields=["size", "frontier"])
    return len(pending)


def number_all(log: Log) -> int:
    """Number until none waits."""
    total = 0
    while count := number_entries(log):
        total += count
    return total


@transaction.atomic
def publish_checkpoint(log: Log) -> Checkpoint | None:
    """Publish the root of the tree as it is; the one there is if it hasn't grown, None if empty."""
    locked = Log.objects.select_for_update().get(pk=log.pk)
    if locked.size == 0:
        return None
    checkpoint, _ = Checkpoint.objects.get_or_create(
        log=locked, size=locked.size, defaults={"root": locked.root}
    )
    return checkpoint


def tick() -> None:
    """What the worker does each second. When nothing waits: two reads and no write lock."""
    waiting = LogEntry.objects.pending().filter(log=OuterRef("pk"))
    for log in Log.objects.filter(Exists(waiting)):
        number_all(log)
    newest = Checkpoint.objects.filter(log=OuterRef("pk")).order_by("-size")
    grown = Log.objects.annotate(
        published=Coalesce(Subquery(newest.values("size")[:1]), 0),
        published_at=Subquery(newest.values("at")[:1]),
    ).filter(size__gt=F("published"))
    due = Q(published_at=None) | Q(published_at__lte=timezone.now() - CHECKPOINT_EVERY)
    for log in grown.filter(due):
        publish_checkpoint(log)
