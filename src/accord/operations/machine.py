"""What this machine and this program are: versions, disk, memory."""

import mmap
import platform
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

from accord.ui.counters import Process, counters

# Below both, a backup or a sorted list no longer fits; below either, it soon won't.
LEAST_FREE, LEAST_SHARE = 1_000_000_000, 0.05


@dataclass(frozen=True)
class Disk:
    free: int
    total: int

    @property
    def is_low(self) -> bool:
        return self.free < LEAST_FREE or self.free < self.total * LEAST_SHARE


def disk() -> Disk:
    """Where the data folder lies, or will lie."""
    folder: Path = settings.DATA
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    return Disk(usage.free, usage.total)


def versions() -> dict[str, str]:
    return {
        "Accord": metadata.version("accord"),
        "Python": platform.python_version(),
        "Django": django.get_version(),
        connection.display_name: ".".join(map(str, connection.get_database_version())),
    }


def memory_of(process: Process) -> int:
    """Bytes in memory, shared ones too; nothing where the system doesn't tell."""
    try:
        pages = Path(f"/proc/{process.pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * mmap.PAGESIZE


def processes() -> list[tuple[Process, int]]:
    return [(process, memory_of(process)) for process in counters.processes()]
