"""The embedded database with all its tables, made once and copied for each that needs one.

The migrations take seconds, and each process of tests and each site that a test starts would run
them anew. A copy stands for one state of the code; whatever is missing in it, `migrate` adds.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".check" / "tables"


def state_of_code() -> str:
    """Anything a migration may use: our code, and what is pinned for it."""
    found = hashlib.sha256(sys.version.encode())
    for path in [*sorted((ROOT / "src/accord").rglob("*.py")), ROOT / "requirements/base.txt"]:
        found.update(bytes(path))
        found.update(path.read_bytes())
    return found.hexdigest()[:20]


def made() -> Path:
    """The file of this state of the code; whoever comes first makes it, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = KEPT / f"{state_of_code()}.sqlite3"
        if not file.exists():
            for older in KEPT.glob("*.sqlite3"):
                older.unlink()
            with tempfile.TemporaryDirectory(dir=KEPT) as folder:
                _migrate(Path(folder)).replace(file)
    return file


def _migrate(data: Path) -> Path:
    servers = {"DATABASE_URL", "REDIS_URL", "ACCORD_EXTRA_APPS"}
    environment = {name: value for name, value in os.environ.items() if name not in servers}
    environment |= {"ACCORD_DATA": str(data), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "accord", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    with closing(sqlite3.connect(data / "accord.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    return data / "accord.sqlite3"


def copy_into(data: Path) -> None:
    """For a site whose data are in this folder."""
    data.mkdir(parents=True, exist_ok=True)
    for name in ("secret_key", "receipt_key"):  # a database without its keys is refused
        (data / name).write_text(secrets.token_urlsafe(50))
    shutil.copyfile(made(), data / "accord.sqlite3")


def copy_into_memory(connection) -> None:
    """For the tests of this process: `migrate` then finds that all is done."""
    make = connection.creation._create_test_db

    def made_and_filled(*given) -> str:
        name = make(*given)
        if not connection.creation.is_in_memory_db(name):
            return name
        # It lasts as long as somebody is connected: until this process ends.
        connection.creation.kept_open = sqlite3.connect(name, uri=True)
        with closing(sqlite3.connect(made())) as tables:
            tables.backup(connection.creation.kept_open)
        return name

    connection.creation._create_test_db = made_and_filled
