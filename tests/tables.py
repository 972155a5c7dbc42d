"""Embedded databases made once and copied for each that needs one: with all tables, and the demo.

The migrations take seconds and the demo's story takes many, and each process of tests and each
site that a test starts would run them anew. A copy stands for one state of the code; whatever is
missing in it, `migrate` adds.
"""

import datetime as dt
import fcntl
import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".check" / "tables"
KEYS = ("secret_key", "receipt_key")  # a database without its keys is refused
NAME = "accord.sqlite3"


@cache
def state_of_code() -> str:
    """Anything a migration or the story may use: our files, and what is pinned for them."""
    found = hashlib.sha256(sys.version.encode())
    ours = [path for path in (ROOT / "src/accord").rglob("*") if path.is_file()]
    decides = [path for path in ours if not {"static", "__pycache__"} & set(path.parts)]
    for path in [*sorted(decides), ROOT / "requirements/base.txt"]:
        found.update(bytes(path))
        found.update(path.read_bytes())
    return found.hexdigest()[:20]


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """A data folder of this state of the code; whoever comes first makes it, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    folder = KEPT / f"{name}-{state_of_code()}"
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for older in KEPT.glob(f"{name}-*"):
                shutil.rmtree(older)
            with tempfile.TemporaryDirectory(dir=KEPT) as unfinished:
                data = Path(unfinished) / "data"
                data.mkdir()
                make(data)
                data.rename(folder)  # there at once and whole
    return folder


def tables() -> Path:
    return kept("tables", lambda data: run(data, "migrate", "--verbosity=0"))


def story(today: dt.date) -> Path:
    """The demo as `accord demo seed` tells it on this day."""

    def make(data: Path) -> None:
        copy_into(data)
        run(data, "demo", "seed", "--today", str(today), ACCORD_DEMO="1")

    return kept(f"story_of_{today}", make)


def run(data: Path, *words: str, **settings: str) -> None:
    """A command for a site on this machine alone; then one file, without a log beside it."""
    servers = {"DATABASE_URL", "REDIS_URL", "ACCORD_EXTRA_APPS"}
    environment = {name: value for name, value in os.environ.items() if name not in servers}
    environment |= {"ACCORD_DATA": str(data), "PYTHONPATH": str(ROOT / "src"), **settings}
    command = [sys.executable, "-m", "accord", *words]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(data / NAME)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def copy_into(data: Path) -> None:
    """For a site whose data are in this folder: empty, with keys of its own."""
    data.mkdir(parents=True, exist_ok=True)
    for name in KEYS:
        (data / name).write_text(secrets.token_urlsafe(50))
    shutil.copyfile(tables() / NAME, data / NAME)


def copy_story_into(data: Path) -> None:
    """For a demo that was told today; its receipts were made with the keys that come along."""
    data.mkdir(parents=True, exist_ok=True)
    folder = story(dt.datetime.now(dt.UTC).date())
    for name in (*KEYS, NAME):
        shutil.copyfile(folder / name, data / name)


def copy_into_memory(connection) -> None:
    """For the tests of this process: `migrate` then finds that all is done."""
    make = connection.creation._create_test_db

    def made_and_filled(*given) -> str:
        name = make(*given)
        if not connection.creation.is_in_memory_db(name):
            return name
        # It lasts as long as somebody is connected: until this process ends.
        connection.creation.kept_open = sqlite3.connect(name, uri=True)
        with closing(sqlite3.connect(tables() / NAME)) as file:
            file.backup(connection.creation.kept_open)
        return name

    connection.creation._create_test_db = made_and_filled
