"""`accord methods budget`, as somebody types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = "docs/methods/examples/riverside.pb"


def accord(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "accord", "methods", "budget", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("words", "selected", "cost"),
    [
        (["greedy"], ["pool", "books"], 2900),
        (["mes"], ["books", "bench"], 900),
        (["mes", "--completion", "add1u"], ["books", "bench", "trees"], 1500),
        (["phragmen"], ["books", "bench"], 900),
        (["knapsack"], ["pool", "trees"], 3000),
    ],
)
def test_each_rule_buys_what_it_says(words, selected, cost):
    done = accord(EXAMPLE, "--rule", *words, "--json")

    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (sorted(found["selected"]), found["cost"]) == (sorted(selected), cost)
    assert found["budget"] == 3000
    assert {"load", "rule"} == set(found["seconds"])


def test_the_worked_example_of_the_docs_is_what_the_command_prints():
    page = (ROOT / "docs/methods/budget.md").read_text()

    done = accord(EXAMPLE, "--rule", "mes")

    assert done.stdout.strip() in page


def test_an_option_that_the_rule_ignores_is_refused():
    done = accord(EXAMPLE, "--rule", "greedy", "--completion", "add1")

    assert done.returncode == 2
    assert done.stderr == (
        "accord methods budget: --completion goes with --rule mes; leave it out.\n"
    )


def test_a_broken_file_is_told_and_nothing_is_counted(tmp_path):
    broken = tmp_path / "broken.pb"
    broken.write_text((ROOT / EXAMPLE).read_text().replace("pool;2400", "pool;x"))

    done = accord(str(broken), "--rule", "mes", "--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert "broken.pb, row 10, cost: “x” is no amount of money." in done.stderr
