"""Proofs from the stored tree: each entry keeps the largest subtree it completes, so a proof reads
some dozens of rows, however long the log is."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from accord.methods.ledger import (
    Range,
    consistency_ranges,
    inclusion_ranges,
    node_hash,
    split,
)
from accord.record.models import Checkpoint, Log, LogEntry

Row = tuple[bytes, bytes]


@dataclass(frozen=True)
class Inclusion:
    """That an entry is in the tree of a size: hashes as hex, nearest first."""

    origin: str
    index: int
    hash: str
    size: int
    root: str
    proof: list[str]

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def prove_inclusion(log: Log, entry: LogEntry, checkpoint: Checkpoint | None) -> Inclusion:
    """Prove a numbered entry, against the checkpoint where that is new enough."""
    if entry.index is None:
        raise ValueError(f"entry {entry.pk} has no number yet")
    size, root = log.size, log.root
    if checkpoint is not None and checkpoint.size > entry.index:
        size, root = checkpoint.size, checkpoint.root
    proof = hashes_of(log, inclusion_ranges(entry.index, size))
    return Inclusion(log.origin, entry.index, entry.hash, size, root, proof)


def prove_consistency(log: Log, first: int, second: int) -> list[str]:
    """Prove the tree of `first` entries to be the beginning of the one of `second`."""
    return hashes_of(log, consistency_ranges(first, second))


def hashes_of(log: Log, ranges: list[Range]) -> list[str]:
    """The hash of each subtree, in one query."""
    needed = {index for start, end in ranges for index in _needed(start, end)}
    entries = LogEntry.objects.filter(log=log, index__in=needed)
    rows = {
        index: (bytes.fromhex(entry), bytes.fromhex(subtree))
        for index, entry, subtree in entries.values_list("index", "hash", "subtree")
        if index is not None
    }
    return [_hash(start, end, rows).hex() for start, end in ranges]


def _is_stored(start: int, end: int) -> bool:
    return end - start in {1, end & -end}


def _needed(start: int, end: int) -> Iterator[int]:
    if _is_stored(start, end):
        yield end - 1
        return
    middle = start + split(end - start)
    yield from _needed(start, middle)
    yield from _needed(middle, end)


def _hash(start: int, end: int, rows: Mapping[int, Row]) -> bytes:
    if _is_stored(start, end):
        entry, subtree = rows[end - 1]
        return entry if end - start == 1 else subtree
    middle = start + split(end - start)
    return node_hash(_hash(start, middle, rows), _hash(middle, end, rows))
