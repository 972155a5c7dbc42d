"""A kind of things and an activity type from outside the tree are a folder and a line of settings.

The site is run with both in a process of its own: what holds of the site's own holds of them.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

OUTSIDE = Path(__file__).resolve().parent
ROOT = OUTSIDE.parent.parent
BELONGING = "tests/test_belonging.py::test_every_model_says_what_belongs_together"
OF_OUTSIDE = "hearing or walk or sighting or every_route_has_a_policy"
RUNS = {
    "checks": ["tests/outside/checks", "tests/test_every_activity.py", BELONGING],
    "matrix": ["tests/access/test_matrix.py", "-k", OF_OUTSIDE],
}
LEAST = {"checks": 30, "matrix": 15}  # a run that collects less looks at nothing of theirs


@pytest.mark.parametrize("run", RUNS)
def test_a_folder_from_outside_is_like_one_of_our_own(tmp_path, run):
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}},
        "ACCORD_EXTRA_APPS": "hearings, walks,",
        "ACCORD_DATA": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(OUTSIDE), str(ROOT / "src")]),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *RUNS[run]]

    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    passed = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0, done.stdout[-5000:]
    assert passed is not None
    assert int(passed[1]) >= LEAST[run]
