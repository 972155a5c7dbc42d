"""Workers that are killed outright (`kill -9`), and workers that share a queue: each thing once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import psycopg
import pytest

from tests.kills.server import environment_of
from tests.runs.process import ROWS
from tests.tables import NAME, copy_into

PATIENCE = 180.0
TASKS = 60


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path, free_port):
    """The environment of a place of its own."""
    if request.param == "sqlite":
        copy_into(tmp_path)
        yield ready(environment_of(free_port, tmp_path, ""))
        return
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        pytest.skip("PostgreSQL: set DATABASE_URL")
    server, _, name = given.rpartition("/")
    name = f"deaths_{name}_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
        yield ready(environment_of(free_port, tmp_path, f"{server}/{name}"))
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def ready(environment):
    environment |= {"ACCORD_JOB_LEASE_SECONDS": "1.5"}
    run(environment, "accord", "migrate", "--verbosity", "0")
    run(environment, "tests.runs.process", "make")
    return environment


def run(environment, *words):
    done = subprocess.run(
        [sys.executable, "-m", *words], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout


def begin_worker(environment, command="work"):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.runs.process", command],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def number(environment, sql):
    """Asked without a process of ours, which would take longer to begin than what is waited for."""
    if address := environment.get("DATABASE_URL"):
        with psycopg.connect(address) as connection:
            return connection.execute(sql).fetchone()[0]
    with closing(sqlite3.connect(f"{environment['ACCORD_DATA']}/{NAME}")) as connection:
        return connection.execute(sql).fetchone()[0]


WRITTEN = "SELECT count(*) FROM people_letter"
IN_HAND = "SELECT count(*) FROM jobs_lease"
FINISHED = "SELECT count(*) FROM runs_job WHERE finished_at IS NOT NULL"


def wait_until(environment, sql, wanted):
    deadline = time.monotonic() + PATIENCE
    while (found := number(environment, sql)) < wanted:
        assert time.monotonic() < deadline, found
        time.sleep(0.05)


def killed_at(environment, sql, wanted):
    """A worker that is killed as soon as there are so many of these."""
    worker = begin_worker(environment)
    try:
        wait_until(environment, sql, wanted)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate()
    return number(environment, WRITTEN)


def finished_by_another(environment):
    worker = begin_worker(environment)
    wait_until(environment, FINISHED, 1)
    worker.terminate()
    worker.communicate(timeout=PATIENCE)
    return worker.returncode, run(environment, "tests.runs.process", "read")


def test_a_job_whose_worker_is_killed_is_finished_once(place, request, tell):
    run(place, "tests.runs.process", "begin", "steps")
    left = killed_at(place, WRITTEN, ROWS * 0.3)
    code, found = finished_by_another(place)

    tell(f"{request.node.callspec.id}: killed (-9) at {left} of {ROWS}, then {found['job']}")
    assert ROWS * 0.3 <= left < ROWS
    assert sorted(found["written"]) == sorted(f"row {row}" for row in range(ROWS))
    assert found["job"]["attempts"] == "2"
    assert code == 0


def test_a_job_that_is_whole_leaves_nothing_of_a_killed_attempt(place):
    run(place, "tests.runs.process", "begin", "whole")
    left = killed_at(place, IN_HAND, 1)
    _, found = finished_by_another(place)

    assert left == 0
    assert sorted(found["written"]) == sorted(f"row {row}" for row in range(ROWS))


def test_two_workers_do_each_task_once(place):
    run(place, "tests.runs.process", "queue", str(TASKS))
    workers = [begin_worker(place, "drain") for _ in range(2)]
    for worker in workers:
        worker.communicate(timeout=PATIENCE)

    found = run(place, "tests.runs.process", "read")
    assert sorted(found["written"]) == sorted(f"row {row}" for row in range(TASKS))
    assert (found["ended"], found["leases"]) == (TASKS, 0)
