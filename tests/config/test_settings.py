"""What a production start refuses; each in a process of its own, as settings are read once."""

import os
import subprocess
import sys

import pytest

from accord.config.cli import ACCORD

GOOD = {
    "ACCORD_PRODUCTION": "1",
    "ACCORD_SECRET_KEY": "k3yZ-8fjQ2mW9xT4vL7nB1cR6dH5sG0pA_eUoIyXq2w7654321",
    "ACCORD_RECEIPT_KEY": "r3cZ-7gkP1nV8yS5uM6oC2dQ9eJ4tF0bH_fWiExYr3v1234567",
    "ACCORD_HOSTS": "accord.example.org",
    "ACCORD_ORIGIN": "https://accord.example.org",
}


def start(tmp_path, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "ACCORD_DATA": str(tmp_path / "data"), **settings}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [sys.executable, "-c", "import accord.config.settings"],
        env=environment,
        capture_output=True,
        text=True,
    )


def test_production_starts_with_all_it_needs(tmp_path):
    assert start(tmp_path, **GOOD).stderr == ""


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"ACCORD_SECRET_KEY": ""}, "ACCORD_SECRET_KEY"),
        ({"ACCORD_SECRET_KEY": "short"}, "ACCORD_SECRET_KEY"),
        ({"ACCORD_SECRET_KEY": "x" * 60}, "ACCORD_SECRET_KEY"),
        ({"ACCORD_SECRET_KEY": GOOD["ACCORD_SECRET_KEY"][:49]}, "ACCORD_SECRET_KEY"),
        ({"ACCORD_SECRET_KEY": "django-insecure-" + GOOD["ACCORD_SECRET_KEY"]}, "SECRET_KEY"),
        ({"ACCORD_RECEIPT_KEY": ""}, "ACCORD_RECEIPT_KEY"),
        ({"ACCORD_RECEIPT_KEY": GOOD["ACCORD_SECRET_KEY"]}, "must differ"),
        ({"ACCORD_DEBUG": "1"}, "ACCORD_DEBUG"),
        ({"ACCORD_DEMO": "1"}, "ACCORD_DEMO"),
        ({"ACCORD_HOSTS": ""}, "ACCORD_HOSTS"),
        ({"ACCORD_HOSTS": "*"}, "ACCORD_HOSTS"),
        ({"ACCORD_ORIGIN": "http://accord.example.org"}, "ACCORD_ORIGIN"),
        ({"ACCORD_ORIGIN": ""}, "ACCORD_ORIGIN"),
    ],
)
def test_production_refuses_to_start_unsafely(tmp_path, change, named):
    ended = start(tmp_path, **{**GOOD, **change})

    assert ended.returncode != 0
    assert [named in fault for fault in faults(ended)] == [True]


def faults(ended) -> list[str]:
    said = ended.stderr.partition("Accord doesn't start with these settings:\n")[2]
    return [line.removeprefix("- ") for line in said.splitlines()]


WORST = {
    "ACCORD_PRODUCTION": "1",
    "ACCORD_DEBUG": "1",
    "ACCORD_DEMO": "1",
    "ACCORD_SECRET_KEY": "short",
    "ACCORD_RECEIPT_KEY": "short",
    "DATABASE_URL": "postgres://accord:12/34@127.0.0.1/accord",
    "ACCORD_WEB_PROCESSES": "4",
}
ALL_FAULTS = [
    "ACCORD_SECRET_KEY must be 50 random characters or more.",
    "ACCORD_RECEIPT_KEY must be 50 random characters or more.",
    "ACCORD_DEBUG can't be on in production.",
    "ACCORD_DEMO can't be on in production.",
    "ACCORD_ORIGIN must be the https address people type.",
    "ACCORD_RECEIPT_KEY must differ from ACCORD_SECRET_KEY.",
    "ACCORD_HOSTS must name the hosts this installation serves.",
    "DATABASE_URL can't be read. In its password, write # as %23, / as %2F, ? as %3F and @ as %40.",
]


def test_a_start_names_all_faults_at_once(tmp_path):
    assert faults(start(tmp_path, **WORST)) == ALL_FAULTS


def test_one_key_for_two_purposes_is_refused_in_the_small_shape_too(tmp_path):
    key = GOOD["ACCORD_SECRET_KEY"]

    ended = start(tmp_path, ACCORD_SECRET_KEY=key, ACCORD_RECEIPT_KEY=key)

    assert faults(ended) == ["ACCORD_RECEIPT_KEY must differ from ACCORD_SECRET_KEY."]


def test_an_empty_address_of_a_database_is_said_and_is_not_sqlite(tmp_path):
    assert faults(start(tmp_path, DATABASE_URL="")) == [
        "DATABASE_URL is empty. Name a database, or take the line out for SQLite."
    ]


@pytest.mark.parametrize("words", ["serve", "verify", "migrate"])
def test_a_command_ends_with_all_faults_and_without_a_trace(tmp_path, words):
    ended = command(tmp_path, words, **WORST)

    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert faults(ended) == ALL_FAULTS
    assert list(tmp_path.iterdir()) == []


def command(tmp_path, words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "ACCORD_DATA": str(tmp_path / "data"), **settings}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [*ACCORD, *words.split()], env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    "change",
    [
        {"ACCORD_ADDRESS": "::"},
        {"ACCORD_ADDRESS": "192.0.2.7"},
        {"ACCORD_ORIGIN": "http://localhost.example.org"},
        {"ACCORD_HOSTS": "accord.example.org"},
        {"ACCORD_BEHIND_PROXY": "1"},
    ],
)
def test_the_demo_refuses_to_start_where_others_could_reach_it(tmp_path, change):
    ended = start(tmp_path, ACCORD_DEMO="1", **change)

    assert "ACCORD_DEMO serves this machine alone" in ended.stderr
