"""The three checks of the public log: the tree, the things as they are now, an older checkpoint.

They find what was changed past the site. They can't find somebody who rewrote rows and tree and
all checkpoints kept here; a checkpoint that others keep can.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from accord.methods.ledger import EMPTY_ROOT, append, frontier_root, leaf_hash
from accord.record.actions import digest
from accord.record.entries import kinds_in, later_entries, newest_per_object, rows_now
from accord.record.kinds import is_proven
from accord.record.models import Log, LogEntry

TREE, THINGS, CHECKPOINT = "tree", "things", "checkpoint"


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the check, the entry's number, the thing's kind and public id."""

    check: str
    message: str
    index: int | None = None
    kind: str = ""
    public_id: str = ""


@dataclass(frozen=True)
class Kept:
    """A checkpoint that somebody kept."""

    origin: str
    size: int
    root: bytes


@dataclass
class Verdict:
    origin: str
    size: int
    root: str = ""
    things: int = 0
    asked_checkpoint: bool = False
    faults: list[Fault] = field(default_factory=list)

    def of(self, check: str) -> list[Fault]:
        return [fault for fault in self.faults if fault.check == check]


def read_checkpoint(text: str) -> Kept:
    """Read a checkpoint's text: origin, size, root in base 64 (hex will do), anything after."""
    lines = text.strip().splitlines()
    try:
        origin, size, root = lines[0].strip(), int(lines[1]), lines[2].strip()
        raw = bytes.fromhex(root) if len(root) == 64 else base64.b64decode(root, validate=True)
    except (IndexError, ValueError, binascii.Error) as error:
        raise ValueError("this is no checkpoint: name, size and root are expected") from error
    if len(raw) != 32 or size < 0:
        raise ValueError("this is no checkpoint: the root must have 32 bytes")
    return Kept(origin, size, raw)


def check_log(log: Log, kept: Kept | None = None) -> Verdict:
    """Run all three checks; bounded memory, whatever the length of the log."""
    log.refresh_from_db()
    verdict = Verdict(log.origin, log.size, asked_checkpoint=kept is not None)
    TreeCheck(log, verdict, kept).run()
    check_things(log, verdict)
    return verdict


class TreeCheck:
    """One walk over all entries in the order of their numbers, growing the tree beside them."""

    def __init__(self, log: Log, verdict: Verdict, kept: Kept | None) -> None:
        self.log, self.verdict, self.kept = log, verdict, kept
        self.frontier: list[bytes] = []
        self.next = 0
        self.is_whole = True
        self.published = dict(
            log.checkpoints.filter(size__lte=log.size).values_list("size", "root")
        )
        self.kept_root = EMPTY_ROOT if kept and kept.size == 0 else None

    def run(self) -> None:
        # Those numbered while we read belong to the next check.
        entries = LogEntry.objects.filter(log=self.log, index__lt=self.log.size)
        entries = entries.select_related("subject").order_by("index")
        for entry in entries.iterator(chunk_size=1000):
            self.look_at(entry)
        if self.next < self.log.size:
            self.missing(self.log.size)
        self.check_end()
        self.check_kept()

    def fault(self, message: str, entry: LogEntry | None = None, index: int | None = None) -> None:
        kind, public_id = name_of(entry) if entry else ("", "")
        place = entry.index if entry else index
        self.verdict.faults.append(Fault(TREE, message, place, kind, public_id))

    def missing(self, until: int) -> None:
        last = until - 1
        said = f"entry {last} is" if self.next == last else f"entries {self.next} to {last} are"
        self.fault(f"{said} missing", index=self.next)
        self.is_whole = False
        self.next = until

    def look_at(self, entry: LogEntry) -> None:
        index = entry.index if entry.index is not None else -1
        if index > self.next:
            self.missing(index)
        hashed = leaf_hash(entry.body.encode())
        if hashed.hex() != entry.hash:
            self.fault(f"entry {index} ({titled(entry)}): its text was changed", entry)
            self.is_whole = False
        elif not agrees_with_body(entry):
            self.fault(
                f"entry {index} ({titled(entry)}): its columns aren't what its text says", entry
            )
        if self.is_whole:
            self.grow(index, entry, hashed)
        self.next = index + 1

    def grow(self, index: int, entry: LogEntry, hashed: bytes) -> None:
        self.frontier = append(self.frontier, index, hashed)
        root = frontier_root(self.frontier).hex()
        if (root, self.frontier[-1].hex()) != (entry.root, entry.subtree):
            self.is_whole = False
            self.fault(
                f"entry {index} ({titled(entry)}) isn't the one that was numbered {index}: "
                "replaced, or swapped with another",
                entry,
            )
            return
        if self.published.get(index + 1, root) != root:
            self.fault(f"the checkpoint published at {index + 1} entries has another root", entry)
        if self.kept and self.kept.size == index + 1:
            self.kept_root = bytes.fromhex(root)

    def check_end(self) -> None:
        if not self.is_whole:
            return
        self.verdict.root = frontier_root(self.frontier).hex()
        if [node.hex() for node in self.frontier] != self.log.frontier:
            self.fault(f"the tree of {self.log.size} entries isn't the one the log has kept")

    def check_kept(self) -> None:
        if (kept := self.kept) is None:
            return
        if kept.size > self.log.size:
            message = f"it counts {kept.size} entries, but the log has {self.log.size}"
        elif self.kept_root is None:
            message = f"the first {kept.size} entries can't be put together any more"
        elif self.kept_root != kept.root:
            message = f"one of the first {kept.size} entries was changed since"
        elif kept.origin != self.log.origin:
            message = f"it is of {kept.origin}, not of {self.log.origin}"
        else:
            return
        self.verdict.faults.append(Fault(CHECKPOINT, message))


def name_of(entry: LogEntry) -> tuple[str, str]:
    """Kind and public id by the entry's own text, as far as it can still be read."""
    try:
        content = json.loads(entry.body)
        return str(content["kind"]), str(content["id"])
    except (ValueError, KeyError, TypeError):
        return entry.subject.kind, ""


def titled(entry: LogEntry) -> str:
    return " ".join(name_of(entry)).strip()


def agrees_with_body(entry: LogEntry) -> bool:
    try:
        content: dict[str, Any] = json.loads(entry.body)
        said = [content[name] for name in ("verb", "kind", "id", "digest", "at")]
    except (ValueError, KeyError, TypeError):
        return False
    about = entry.subject
    return said == [entry.verb, about.kind, about.code, entry.digest, entry.at.isoformat()]


def check_things(log: Log, verdict: Verdict) -> None:
    """Each thing as it is now against its newest entry."""
    for kind in kinds_in(log, log.size):
        if not is_proven(kind):
            message = f"nothing here can say how a {kind} is written down"
            verdict.faults.append(Fault(THINGS, message, kind=kind))
            continue
        for entries in newest_per_object(log, kind, log.size):
            verdict.things += len(entries)
            verdict.faults += check_chunk(log, kind, entries)


def check_chunk(log: Log, kind: str, entries: dict[int, LogEntry]) -> list[Fault]:
    rows = rows_now(kind, list(entries))
    suspects = {pk: entry for pk, entry in entries.items() if fault_of(entry, rows.get(pk))}
    if not suspects:
        return []
    # Somebody may be at work: what was changed since has a later entry. Rows before entries, so
    # that the entry of whatever the row shows is there to be found.
    rows = rows_now(kind, list(suspects))
    said: dict[int, list[LogEntry]] = {pk: [entry] for pk, entry in suspects.items()}
    for entry in later_entries(log, list(suspects), log.size):
        said[entry.subject_id].append(entry)
    return [
        fault
        for pk, versions in said.items()
        if all(fault_of(entry, rows.get(pk)) for entry in versions)
        and (fault := fault_of(versions[0], rows.get(pk)))
    ]


def fault_of(entry: LogEntry, row: Any) -> Fault | None:
    kind, public_id = name_of(entry)
    if row is None:
        message = f"{titled(entry)} is gone; entry {entry.index} is its newest"
    elif row.subject.code != public_id:
        message = f"{titled(entry)} has another name now: {row.subject.code}"
    elif digest(row) != digest_in(entry):
        message = f"{titled(entry)} isn't what entry {entry.index} says"
    else:
        return None
    return Fault(THINGS, message, entry.index, kind, public_id)


def digest_in(entry: LogEntry) -> str:
    try:
        return str(json.loads(entry.body)["digest"])
    except (ValueError, KeyError, TypeError):
        return hashlib.sha256(b"").hexdigest()
