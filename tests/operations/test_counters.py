"""Many processes count, and whoever is asked tells the sum: also of those that have ended."""

import os
import subprocess
import sys
import threading

import pytest

from accord.operations.exposition import CONTENT_TYPE, exposition
from accord.ui import metrics, request_counts
from accord.ui.counters import MOST_ROWS, OVERFLOW, Counters
from accord.ui.metrics import rows_of
from tests.operations.prometheus import families_in

COUNT = """
import os, signal, sys
from pathlib import Path
from accord.ui.counters import Counters
from accord.ui.request_counts import count_request
from accord.ui import request_counts
own = request_counts.counters = Counters()
count_request("before:kept", 200, 0.001, 0)
own.keep_in(Path(sys.argv[1]), role=sys.argv[2])
for _ in range(1000):
    count_request("ideas:list", 200, 0.02, 3)
print(os.getpid(), flush=True)
sys.stdin.read(1)
"""


class Child:
    """A process that has counted a thousand requests and stays."""

    def __init__(self, folder, role):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        environment["DJANGO_SETTINGS_MODULE"] = "accord.config.settings"
        self.process = subprocess.Popen(
            [sys.executable, "-c", COUNT, str(folder), role],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self.pid = int(self.process.stdout.readline())

    def kill(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def children(tmp_path):
    found = [Child(tmp_path / "counts", role) for role in ("web", "web", "worker")]
    yield found
    for child in found:
        child.kill()


def listed(counters):
    rows = request_counts.request_lines(rows_of(counters.sums()))
    return [row for row in rows if row.startswith(("accord_requests_total{", "accord_request_qu"))]


def expected(count):
    return [
        f'accord_requests_total{{route="before:kept",status="2xx"}} {count}',
        f'accord_requests_total{{route="ideas:list",status="2xx"}} {count * 1000}',
        'accord_request_queries_total{route="before:kept"} 0',
        f'accord_request_queries_total{{route="ideas:list"}} {count * 3000}',
    ]


def test_any_process_tells_what_all_have_counted_killed_ones_too(tmp_path, children):
    own = Counters()
    own.keep_in(tmp_path / "counts", role="web")

    together = listed(own)
    roles = [process.role for process in own.processes()]
    children[0].kill()
    after_a_death = listed(own)
    next_one = Counters()
    next_one.keep_in(tmp_path / "counts", role="web")
    after_the_next = listed(next_one)
    children[1].kill()
    third = Counters()
    third.keep_in(tmp_path / "counts", role="web")

    assert together == after_a_death == after_the_next == listed(third) == expected(3)
    assert roles == ["web", "web", "worker", "web"]
    assert [process.pid for process in own.processes()] == [children[2].pid, *[os.getpid()] * 3]


def test_files_of_ended_processes_dont_pile_up(tmp_path):
    for _ in range(3):
        Child(tmp_path, "web").kill()

    own = Counters()
    own.keep_in(tmp_path, role="web")

    assert len(list(tmp_path.glob("counts-*"))) == 2
    assert listed(own) == expected(3)


def test_threads_of_one_process_lose_nothing():
    own = Counters()

    def count():
        for _ in range(5_000):
            own.add(("clicks",), 1, 0.5)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert own.sums()[("clicks",)][:2] == [20_000, 10_000]


def test_what_has_no_room_is_counted_together():
    own = Counters()

    for number in range(MOST_ROWS + 100):
        own.add((f"row {number}",), 1)
    own.add(("a name that is far too long" * 20,), 1)

    sums = own.sums()
    assert len(sums) == MOST_ROWS
    assert sum(row[0] for row in sums.values()) == MOST_ROWS + 101
    assert sums[OVERFLOW][0] == 102


def test_a_folder_that_takes_no_file_leaves_numbers_in_memory(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    own = Counters()
    own.add(("clicks",), 1)

    own.keep_in(tmp_path / "file", role="web")

    assert own.sums()[("clicks",)][0] == 1
    assert "can't be kept" in caplog.text


def test_files_of_another_version_are_taken_away(tmp_path):
    (tmp_path / "counts-0-old").write_text("of another shape")

    Counters().keep_in(tmp_path, role="web")

    assert not (tmp_path / "counts-0-old").exists()


# --- The text ------------------------------------------------------------------------------------


@pytest.fixture
def own_counters(monkeypatch):
    """Numbers that no other test has a part in."""
    own = Counters()
    for module in ("accord.ui.metrics", "accord.ui.request_counts", "accord.operations.exposition"):
        monkeypatch.setattr(f"{module}.counters", own)
    return own


@pytest.mark.django_db
def test_prometheus_reads_all_of_it(client, own_counters):
    odd = 'with "quotes", a \\ and\na second line'
    metrics.counted()[0].add(odd)
    request_counts.count_request("ideas:list", 200, 0.02, 3)
    request_counts.count_request("ideas:list", 500, 99.0, 1)

    answer = client.get("/metrics")

    found = families_in(answer.content.decode())
    route = ("route", "ideas:list")
    seconds = found["accord_request_seconds"].samples
    edges = [
        seconds["_bucket", (("le", edge), route)] for edge in ("0.01", "0.025", "10.0", "+Inf")
    ]
    assert answer["Content-Type"] == CONTENT_TYPE
    assert {family.type for family in found.values()} == {"counter", "gauge", "histogram"}
    assert found[metrics.counted()[0].name].samples == {("", (("state", odd),)): 1}
    assert found["accord_requests_total"].samples["", (route, ("status", "5xx"))] == 1
    assert edges == [0, 1, 1, 2]
    assert seconds["_sum", (route,)] == pytest.approx(99.02)
    assert found["accord_metric_failed"].samples == {}


@pytest.mark.django_db
def test_a_number_that_cant_be_had_is_named_and_takes_no_other_along(monkeypatch):
    broken = metrics.Metric("accord_broken", "Nothing", lambda: 1 / 0, "gauge", None)
    monkeypatch.setitem(metrics._metrics, "accord_broken", broken)

    found = families_in(exposition())

    assert found["accord_metric_failed"].samples == {
        ("", (("error", "ZeroDivisionError"), ("metric", "accord_broken"))): 1
    }
    assert found["accord_jobs_waiting"].samples == {("", ()): 0}


@pytest.mark.parametrize(
    "text",
    [
        "accord_a 1\n",
        "# HELP accord_a A\n# TYPE accord_a gauge\naccord_a{b=c} 1\n",
        '# HELP accord_a A\n# TYPE accord_a gauge\naccord_a{b="c\nd"} 1\n',
        "# HELP accord_a A\n# TYPE accord_a gauge\naccord_a 1\naccord_a 2\n",
        "# HELP accord_a A\n# TYPE accord_a gauge\naccord_a None\n",
        "# HELP accord_a A\n# TYPE accord_a counter\naccord_a 1\n",
    ],
)
def test_the_reader_of_these_tests_refuses_what_prometheus_does(text):
    with pytest.raises((AssertionError, KeyError)):
        families_in(text)


def test_a_metric_has_one_owner():
    name = metrics.metrics()[0].name

    with pytest.raises(ValueError, match=name):
        metrics.register_metric(name, "Again", lambda: 1)
    with pytest.raises(ValueError, match=name):
        metrics.register_counted(name, "Again", "state")


def test_a_count_names_all_its_labels():
    with pytest.raises(ValueError, match="accord_letters_total"):
        metrics._counted["accord_letters_total"].add("sent", "twice")
