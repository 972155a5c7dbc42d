"""The methods are light: importing one brings neither Django nor any heavy part of scipy."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ["django", "pandas", "sklearn", "scipy.stats", "scipy.optimize", "matplotlib"]
CODE = f"""
import sys
from importlib import import_module
from pkgutil import walk_packages
import accord.methods
for module in walk_packages(accord.methods.__path__, "accord.methods."):
    import_module(module.name)
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_no_method_imports_anything_heavy():
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"
