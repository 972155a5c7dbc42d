"""The log as files that anyone can check without us: to a folder, or as a zip while it is sent."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from django.db.models import Max
from django.utils import timezone

from accord.record.actions import canonical_form, canonical_json, digest
from accord.record.entries import kinds_in, newest_per_object, public_ids, rows_now
from accord.record.kinds import is_proven
from accord.record.models import Log, LogEntry

VERIFIER = Path(__file__).with_name("verify_log.py")
AT_ONCE = 1000

README = """# The public log of {origin}

Taken out on {at}, with {size} entries.

- `log.json`: which log this is, how many entries it has, and the root of its tree.
- `leaves.jsonl`: one entry a line, in order. `body` is the exact text that is hashed; `root` is
  the root of the tree up to that entry.
- `checkpoints.jsonl`: the roots that were published, and when.
- `things.jsonl`: each thing that the log speaks of, as it stands now; of one that isn't public
  (yet, or any more) only its digest.
- `pending.jsonl`: all entries made while this was written, in the order in which they came.
- `verify_log.py`: checks all this with Python 3.8 or newer and nothing else.

    python3 verify_log.py .
    python3 verify_log.py . --checkpoint older-checkpoint.txt

Don't trust the `verify_log.py` in this folder more than the rest of it: read it (one file), or take
the one from the source code of Accord.

An entry's hash is SHA-256 of a zero byte and the body; the tree is that of RFC 6962. A thing's
digest is SHA-256 of its canonical JSON: sorted keys, no spaces, UTF-8.

This finds what was changed behind the site's back. It can't find somebody who rewrote things,
entries and checkpoints together. An older checkpoint that you kept yourself can.
"""


def log_lines(log: Log, size: int) -> Iterator[str]:
    root = LogEntry.objects.get(log=log, index=size - 1).root if size else log.root
    about = {"format": 1, "origin": log.origin, "size": size, "root": root}
    yield json.dumps(about, indent=1) + "\n"


def readme_lines(log: Log, size: int) -> Iterator[str]:
    at = timezone.now().isoformat(timespec="seconds")
    yield README.format(origin=log.origin, at=at, size=size)


def entry_lines(log: Log, size: int) -> Iterator[str]:
    """Read by number, a thousand at a time: no cursor stays open while a slow reader takes it."""
    for start in range(0, size, AT_ONCE):
        entries = LogEntry.objects.filter(
            log=log, index__gte=start, index__lt=min(start + AT_ONCE, size)
        )
        for entry in entries.order_by("index"):
            yield line(
                {"index": entry.index, "hash": entry.hash, "root": entry.root, "body": entry.body}
            )


def checkpoint_lines(log: Log, size: int) -> Iterator[str]:
    for checkpoint in log.checkpoints.filter(size__lte=size).order_by("size").iterator(AT_ONCE):
        at = checkpoint.at.isoformat(timespec="seconds")
        yield line({"at": at, "root": checkpoint.root, "size": checkpoint.size})


def thing_lines(log: Log, size: int) -> Iterator[str]:
    for kind in kinds_in(log, size):
        if not is_proven(kind):
            continue
        for entries in newest_per_object(log, kind, size):
            rows = rows_now(kind, list(entries))
            public = public_ids(kind, rows, log.space)
            for pk, row in rows.items():
                yield line(thing(kind, row, is_public=pk in public))


def thing(kind: str, row: Any, *, is_public: bool) -> dict[str, Any]:
    """A thing as it stands now; of one that isn't public only that it is still the same."""
    name = {"id": row.subject.code, "kind": kind}
    return {**name, **canonical_form(row)} if is_public else {**name, "digest": digest(row)}


def pending_lines(log: Log, size: int) -> Iterator[str]:
    """Written last: whatever a thing above already shows, its entry is here or before.

    All of them, however many came while a slow reader took the things; those that come from now
    on are about nothing above.
    """
    later = LogEntry.objects.filter(log=log).exclude(index__lt=size).order_by("id")
    last = later.aggregate(last=Max("id"))["last"] or 0
    after = 0
    while entries := list(later.filter(id__gt=after, id__lte=last)[:AT_ONCE]):
        for entry in entries:
            yield line({"hash": entry.hash, "body": entry.body})
        after = entries[-1].pk


def verifier_lines(log: Log, size: int) -> Iterator[str]:
    yield VERIFIER.read_text(encoding="utf-8")


FILES: dict[str, Callable[[Log, int], Iterator[str]]] = {
    "README.md": readme_lines,
    "verify_log.py": verifier_lines,
    "log.json": log_lines,
    "leaves.jsonl": entry_lines,
    "checkpoints.jsonl": checkpoint_lines,
    "things.jsonl": thing_lines,
    "pending.jsonl": pending_lines,
}


LARGE = {"leaves.jsonl", "things.jsonl"}


def line(value: dict[str, object]) -> str:
    return canonical_json(value) + "\n"


def write_folder(log: Log, folder: Path) -> None:
    """Write the log into an empty or new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} isn't empty")
    for name, lines in FILES.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines(log, log.size))


class _Outgoing(io.RawIOBase):
    """Where the zip writes to: keeps only what wasn't sent yet."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def count_of_rows(log: Log) -> int:
    """About how many entries and things an export holds."""
    things = LogEntry.objects.filter(log=log, index__isnull=False).order_by()
    return log.size + things.values("subject").distinct().count()


def zip_pieces(
    log: Log, counted: Callable[[Iterator[str]], Iterator[str]] = iter
) -> Iterator[bytes]:
    """The same files as a zip, piece by piece; never more than one entry's text in memory.

    `counted` goes along with the rows of the large files, for whoever wants to say how far it is.
    """
    outgoing = _Outgoing()
    with zipfile.ZipFile(outgoing, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in FILES.items():
            with archive.open(f"log-{log.space.code}/{name}", "w", force_zip64=True) as file:
                found = lines(log, log.size)
                yield from _written(file, counted(found) if name in LARGE else found, outgoing)
    yield outgoing.take()


def _written(file: IO[bytes], lines: Iterator[str], outgoing: _Outgoing) -> Iterator[bytes]:
    for text in lines:
        file.write(text.encode())
        if outgoing.pieces:
            yield outgoing.take()
