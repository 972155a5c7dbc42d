"""A site of its own that is killed again and again, and comes back."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.kills.processes import family

PATIENCE = 180.0
MARKS = {"web": "accord.config.web", "worker": "accord work"}


class Server:
    """`accord serve` on a database of its own."""

    def __init__(self, port: int, environment: dict[str, str]) -> None:
        self.port, self.environment = port, environment
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *words: str, given: str = "") -> Any:
        """What a command of the same place prints, as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.startswith(("{", "[")) else done.stdout

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "accord", "serve"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )

    def kill(self, what: str) -> int:
        """`kill -9` of the web's processes, of the worker's, or of everything; how many died."""
        assert self.process is not None
        members = family(self.process.pid)
        if what == "all":
            doomed = [self.process.pid, *members]
        else:
            first = [pid for pid, words in members.items() if MARKS[what] in words]
            doomed = [*first, *(pid for parent in first for pid in family(parent))]
        killed = 0
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                continue
        if what == "all":
            self.process.wait()
            self.start()
        return killed

    def end(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill_outright()

    def kill_outright(self) -> None:
        assert self.process is not None
        for pid in [self.process.pid, *family(self.process.pid)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()


def environment_of(port: int, folder: Path, database: str) -> dict[str, str]:
    """That of a small installation; behind a proxy, so that writers have addresses."""
    clean = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    given = {
        "ACCORD_DATA": str(folder),
        "PORT": str(port),
        "ACCORD_BEHIND_PROXY": "1",
        "ACCORD_WEB_PROCESSES": "2",
        "ACCORD_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "accord.config.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    if database:  # the large shape: PostgreSQL, and Redis where there is one
        servers = {"DATABASE_URL": database, "REDIS_URL": os.environ.get("REDIS_URL", "")}
        given |= {name: address for name, address in servers.items() if address}
    return clean | given


def deaths(
    server: Server, count: int, chance: random.Random, progress: Callable[[], int], each: int
) -> int:
    """So many kills, each while people write: some `each` acknowledgements lie between two."""
    done = 0
    for _ in range(count):
        wait_for_progress(progress, progress() + chance.randint(1, 2 * each - 1))
        time.sleep(chance.uniform(0, 0.2))
        what = chance.choices(["web", "worker", "all"], weights=[6, 1, 2])[0]
        done += server.kill(what) > 0
    return done


def wait_for_progress(progress: Callable[[], int], wanted: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while progress() < wanted:
        if time.monotonic() > deadline:
            raise TimeoutError("the site doesn't take in what people write")
        time.sleep(0.02)
