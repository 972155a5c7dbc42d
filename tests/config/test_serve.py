"""`accord serve` as an operator meets it: a process that is started, asked, and ended."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from accord.config.cli import ACCORD
from accord.config.serve import tell_without_space
from tests.config.serving import free_port, is_alive
from tests.config.test_settings import GOOD
from tests.factories.spaces import SpaceFactory
from tests.tables import copy_into

PATIENCE = 240.0


def wait_for(true, *, what: str):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := true():
            return found
        time.sleep(0.1)
    raise TimeoutError(what)


def answer(port: int) -> int | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5) as page:
            return page.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def group_members(parent: int) -> dict[int, str]:
    """All descendants of a process, by what they run."""
    found: dict[int, str] = {}
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            words = (folder / "cmdline").read_text(errors="replace").replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            parents[int(folder.name)] = (int(fields[1]), words)
    ring = {parent}
    while ring:
        ring = {pid for pid, (above, _) in parents.items() if above in ring} - found.keys()
        found |= {pid: parents[pid][1] for pid in ring}
    return found


def memory(pids) -> float:
    """Megabytes in all, shared pages counted once."""
    lines = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(text.split("\nPss:")[1].split()[0]) for text in lines) / 1024


@pytest.fixture
def served(tmp_path):
    """A server that was started where there is nothing."""
    with serving(tmp_path / "data") as started:
        yield started


@pytest.fixture
def served_again(tmp_path):
    """A server that finds its tables."""
    copy_into(tmp_path / "data")
    with serving(tmp_path / "data") as started:
        yield started


@contextmanager
def serving(data):
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    clean |= {"ACCORD_DATA": str(data), "PORT": str(port)}
    clean["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    server = subprocess.Popen([sys.executable, "-m", "accord", "serve"], env=clean)
    try:
        wait_for(lambda: answer(port), what="an answer of the site")
        yield server, port
    finally:
        if server.poll() is None:
            server.kill()
        server.wait()


def test_production_without_static_files_says_what_to_run(tmp_path):
    environment = {
        **GOOD,
        "ACCORD_DATA": str(tmp_path),
        "DATABASE_URL": "postgres://accord@127.0.0.1:1/accord",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    ended = subprocess.run([*ACCORD, "serve"], env=environment, capture_output=True, text=True)

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[1:] == [
        f"There are no static files in {tmp_path}/static; the site was not started.",
        "Run `accord collectstatic --noinput` first.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("is_new", [True, False])
def test_an_installation_without_a_space_is_told_what_makes_one(capsys, is_new):
    if not is_new:
        SpaceFactory()

    tell_without_space()

    assert ("accord invite-admin EMAIL --space NAME" in capsys.readouterr().out) is is_new


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("named", "line"),
    [
        ({}, "`accord invite-admin"),
        ({"PORT": "9123"}, "`PORT=9123 accord invite-admin"),
        ({"PORT": "9123", "ACCORD_ORIGIN": "https://x.org"}, "`ACCORD_ORIGIN=https://x.org accord"),
    ],
)
def test_the_command_it_names_leads_to_where_it_serves(capsys, monkeypatch, settings, named, line):
    for name in ("PORT", "ACCORD_ADDRESS", "ACCORD_ORIGIN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    settings.ORIGIN = named.get("ACCORD_ORIGIN", "http://127.0.0.1:8000")

    tell_without_space()

    assert line in capsys.readouterr().out


needs_proc = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux")


@needs_proc
def test_the_embedded_server_starts_unasked_heals_and_leaves_nothing_behind(served):
    server, port = served
    family = wait_for(
        lambda: [pid for pid, words in group_members(server.pid).items() if "accord work" in words],
        what="the worker",
    )
    first_worker = family[0]
    used = memory([server.pid, *group_members(server.pid)])

    os.kill(first_worker, signal.SIGKILL)
    second_worker = wait_for(
        lambda: [
            pid
            for pid, words in group_members(server.pid).items()
            if "accord work" in words and pid != first_worker
        ],
        what="the worker started again",
    )
    everyone = group_members(server.pid)
    server.terminate()
    server.wait(20)

    assert used < 300
    assert second_worker
    assert answer(port) is None
    assert [pid for pid in everyone if is_alive(pid)] == []


@needs_proc
def test_killing_the_server_outright_takes_its_children_with_it(served_again):
    server, _ = served_again
    everyone = group_members(server.pid)

    server.kill()
    server.wait()

    wait_for(lambda: not [pid for pid in everyone if is_alive(pid)], what="the children's end")
