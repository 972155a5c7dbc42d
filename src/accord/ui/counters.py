"""Numbers that only grow, counted by many processes of a machine and read as one sum.

Each process counts in memory of its own that is also a file; whoever asks reads the files of all.
So nothing is locked between processes, and any of them answers with the numbers of all. A file
belongs to a process as long as this holds the lock on it; what ended processes have counted is
moved together by the next one that starts, and so never lost.
"""

import fcntl
import logging
import mmap
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

logger = logging.getLogger(__name__)

Key = tuple[str, ...]

KEY_BYTES = 112
VALUES = 16
ROW_BYTES = KEY_BYTES + VALUES * 8
ROW_CELLS = ROW_BYTES // 8
MOST_ROWS = 4_000
SIZE = ROW_BYTES * (MOST_ROWS + 1)
# The first row says whose file it is: its rows, the process, since when, and its role.
FILLED, PROCESS, BEGAN = range(3)
ROLE_AT, ROLE_BYTES = 32, 64
# Whatever doesn't fit is counted here, rather than forgotten.
OVERFLOW: Key = ("overflow",)
PARTS = "\x1f"
FORMAT = "counts-1"  # files of another shape are another version's


@dataclass(frozen=True)
class Process:
    """A process of this machine that counts."""

    pid: int
    role: str
    began: float


class Counters:
    """What this process counts: in memory alone until it is told where to keep it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[Key, int] = {}
        self._memory = mmap.mmap(-1, SIZE)
        self._cells = memoryview(self._memory).cast("d")
        self.folder: Path | None = None
        self._file: int | None = None

    def add(self, key: Key, *values: float) -> None:
        """Add to the values of a row, one by one."""
        with self._lock:
            row = self._rows.get(key)
            if row is None:
                row = self._new_row(key)
            start = row * ROW_CELLS + KEY_BYTES // 8
            for place, value in enumerate(values):
                if value:
                    self._cells[start + place] += value

    def _new_row(self, key: Key) -> int:
        """The key first, then the number of rows: who reads meanwhile sees a whole row or none."""
        name, row = PARTS.join(key).encode(), len(self._rows) + 1
        if len(name) > KEY_BYTES or row >= MOST_ROWS:
            key, name = OVERFLOW, OVERFLOW[0].encode()
            if key in self._rows:
                return self._rows[key]
        self._memory[row * ROW_BYTES : row * ROW_BYTES + len(name)] = name
        self._rows[key] = row
        self._cells[FILLED] = row
        return row

    def keep_in(self, folder: Path, *, role: str) -> None:
        """From now on count in a file there, with what was counted before."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with folder_lock(folder, fcntl.LOCK_EX):
                gather_ended(folder)
                file, _ = tempfile.mkstemp(prefix=f"{FORMAT}-", dir=folder)
                fcntl.flock(file, fcntl.LOCK_EX)
                os.ftruncate(file, SIZE)
        except OSError as error:
            logger.warning("The numbers of this process can't be kept: %s", error.strerror)
            return
        with self._lock:
            self._move_to(mmap.mmap(file, SIZE))
            self._memory[ROLE_AT : ROLE_AT + ROLE_BYTES] = role.encode().ljust(ROLE_BYTES, b"\0")
            self._cells[PROCESS], self._cells[BEGAN] = os.getpid(), time.time()
        self.folder, self._file = folder, file

    def _move_to(self, memory: mmap.mmap) -> None:
        memory[:] = self._memory[:]
        self._memory, self._cells = memory, memoryview(memory).cast("d")

    def sums(self) -> dict[Key, list[float]]:
        """What all processes of this machine have counted."""
        found: dict[bytes, Sequence[float]] = {}
        for data in self._all_files():
            add_rows(found, data)
        return {tuple(name.decode().split(PARTS)): list(row) for name, row in found.items()}

    def _all_files(self) -> Iterator[bytes]:
        if self.folder is None:
            yield self._memory[:]
            return
        with folder_lock(self.folder, fcntl.LOCK_SH):
            for path in sorted(self.folder.glob(f"{FORMAT}-*")):
                yield filled_part(path)

    def processes(self) -> list[Process]:
        """Those that are alive, the oldest first; this one alone where nothing is kept."""
        if self.folder is None:
            return [Process(os.getpid(), "", 0.0)]
        with folder_lock(self.folder, fcntl.LOCK_SH):
            living = [path for path in self.folder.glob(f"{FORMAT}-*") if not has_ended(path)]
            return sorted((owner_of(path) for path in living), key=lambda owner: owner.began)


@contextmanager
def folder_lock(folder: Path, kind: int) -> Iterator[None]:
    """Shared for who reads, alone for who moves files together."""
    with (folder / "lock").open("a") as file:
        fcntl.flock(file, kind)
        yield


def has_ended(path: Path) -> bool:
    """A process holds its file's lock until it ends, however it ends."""
    if path.name == f"{FORMAT}-ended":
        return True
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def owner_of(path: Path) -> Process:
    with path.open("rb") as file:
        head = file.read(ROW_BYTES)
    cells = memoryview(head).cast("d")
    role = head[ROLE_AT : ROLE_AT + ROLE_BYTES].rstrip(b"\0").decode()
    return Process(int(cells[PROCESS]), role, cells[BEGAN])


def filled_part(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(ROW_BYTES)
        if len(head) < ROW_BYTES:
            return bytes(ROW_BYTES)
        return head + file.read(int(memoryview(head).cast("d")[FILLED]) * ROW_BYTES)


def add_rows(found: dict[bytes, Sequence[float]], data: bytes) -> None:
    cells = memoryview(data).cast("d")
    for row in range(1, int(cells[FILLED]) + 1):
        at = row * ROW_BYTES
        name = data[at : at + KEY_BYTES].rstrip(b"\0")
        start = row * ROW_CELLS + KEY_BYTES // 8
        values = cells[start : start + VALUES].tolist()
        before = found.get(name)
        found[name] = (
            values if before is None else [a + b for a, b in zip(before, values, strict=True)]
        )


def gather_ended(folder: Path) -> None:
    """Put what ended processes have counted into one file, and take theirs away."""
    for path in folder.glob("counts-*"):
        if not path.name.startswith(f"{FORMAT}-"):
            path.unlink()
    ended = [path for path in sorted(folder.glob(f"{FORMAT}-*")) if has_ended(path)]
    if not [path for path in ended if path.name != f"{FORMAT}-ended"]:
        return
    found: dict[bytes, Sequence[float]] = {}
    for path in ended:
        add_rows(found, filled_part(path))
    whole = Counters()
    for name, values in found.items():
        whole.add(tuple(name.decode().split(PARTS)), *values)
    draft = folder / "lock.draft"
    draft.write_bytes(whole._memory[: (len(whole._rows) + 1) * ROW_BYTES])
    # Whoever is killed between the two lines leaves some counted twice, and none lost.
    draft.rename(folder / f"{FORMAT}-ended")
    for path in ended:
        if path.name != f"{FORMAT}-ended":
            path.unlink()


counters = Counters()
