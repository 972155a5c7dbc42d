"""The wheel of a clean checkout, built once and installed apart, for those who ask for it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def pytest_collection_modifyitems(config, items):
    """Building and installing takes a minute: only where asked for, as `make wheel-check` does."""
    if "wheel" in config.option.markexpr:
        return
    left_out = [item for item in items if item.get_closest_marker("wheel")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def run(*command: object, cwd: Path, **options) -> str:
    """What a command printed; a failing one says why."""
    words = [str(word) for word in command]
    ended = subprocess.run(words, cwd=cwd, capture_output=True, text=True, **options)
    assert ended.returncode == 0, f"{' '.join(words)}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@dataclass(frozen=True)
class Checkout:
    """A clone of the newest commit, where nothing was ever built but the wheel."""

    folder: Path
    wheel: Path
    sources: Path
    is_behind: bool  # the working tree has changes that aren't committed


@pytest.fixture(scope="session")
def checkout(tmp_path_factory) -> Checkout:
    folder = tmp_path_factory.mktemp("clean") / "accord"
    run("git", "clone", "--quiet", ROOT, folder, cwd=folder.parent)
    is_behind = bool(run("git", "status", "--porcelain", "--untracked-files=no", cwd=ROOT))
    targets = ["-t", "sdist", "-t", "wheel"]
    run(sys.executable, "-m", "hatchling", "build", "-d", "dist", *targets, cwd=folder)
    [wheel], [sources] = (list((folder / "dist").glob(name)) for name in ("*.whl", "*.tar.gz"))
    return Checkout(folder, wheel, sources, is_behind)


@pytest.fixture(scope="session")
def installed(checkout, tmp_path_factory) -> Path:
    """The `accord` command of an environment that holds the wheel and what is pinned for it."""
    folder = tmp_path_factory.mktemp("installed") / "env"
    install_into(folder, checkout.folder / "requirements/base.txt", checkout.wheel)
    return folder / "bin/accord"


def install_into(folder: Path, pins: Path, wheel: Path) -> None:
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    python = folder / "bin/python"
    for words in (["--require-hashes", "-r", pins], ["--no-deps", wheel], None):
        install(python, words)


def install(python: Path, words: list[object] | None) -> None:
    """With uv, which is quick, or with pip where uv can't; without words, a check."""
    uv = Path(sys.executable).with_name("uv")
    task = ["check"] if words is None else ["install", "--quiet"]
    quick = [uv, "pip", *task, "--python", python, *(words or [])]
    if uv.exists() and not subprocess.run(quick, capture_output=True, check=False).returncode:
        return
    run(python, "-m", "pip", *task, *(words or []), cwd=python.parent)


@pytest.fixture
def bare_environment(tmp_path) -> dict[str, str]:
    """What a shell has that knows nothing of Accord."""
    return {"PATH": os.defpath, "HOME": str(tmp_path), "LANG": "C.UTF-8"}


@pytest.fixture
def empty_folder(tmp_path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.fixture
def other_project(tmp_path) -> Path:
    """Somebody else's Django project; whatever of it is imported ends the program."""
    folder = tmp_path / "other"
    for name in ("manage.py", "other/settings.py", "accord/__init__.py", "rules.py", "csp.py"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('raise SystemExit(f"{__file__} was imported")\n')
    (folder / "other/__init__.py").touch()
    yield folder
    shutil.rmtree(folder)
