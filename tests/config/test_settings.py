"""What a production start refuses; each in a process of its own, as settings are read once."""

import os
import subprocess
import sys

import pytest

GOOD = {
    "ACCORD_PRODUCTION": "1",
    "ACCORD_SECRET_KEY": "k3yZ-8fjQ2mW9xT4vL7nB1cR6dH5sG0pA_eUoIyXq2w",
    "ACCORD_RECEIPT_KEY": "r3cZ-7gkP1nV8yS5uM6oC2dQ9eJ4tF0bH_fWiExYr3v",
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
    assert named in ended.stderr.splitlines()[-1]


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
