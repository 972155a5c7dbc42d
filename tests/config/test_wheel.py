"""The wheel of a clean checkout, where an operator puts it. Run by `make wheel-check`."""

import re
import sys
import tarfile
import time
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.config.conftest import run
from tests.config.serving import ask, free_port, served

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.wheel
@pytest.mark.parametrize("place", ["empty_folder", "other_project"])
def test_the_wheel_of_a_clean_checkout_serves_a_site(
    installed, bare_environment, place, tmp_path, request, tell
):
    folder = request.getfixturevalue(place)
    port = free_port()
    environment = {
        **bare_environment,
        "ACCORD_DATA": str(tmp_path / "data"),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "other.settings",
        "PYTHONPATH": "",
    }
    run(installed, "migrate", "--verbosity", "0", cwd=folder, env=environment)
    run(installed, "invite-admin", "ana@example.org", cwd=folder, env=environment)
    started = time.monotonic()

    with served([installed, "serve"], port, cwd=folder, env=environment):
        home = ask(port, "/")
        seconds = time.monotonic() - started
        style = ask(port, home.link(r"/static/ui/accord\.\w+\.css"))
        font = ask(port, home.link(r"/static/ui/fonts/figtree-latin\.\w+\.woff2"))
        spanish = ask(port, "/", Accept_Language="es")

    assert [home.status, style.status, font.status, spanish.status] == [200, 200, 200, 200]
    assert style.type == "text/css"
    assert len(style.body) > 10_000
    assert font.body[:4] == b"wOF2"
    assert "<h1>What government promised" in home.text
    assert "<h1>Lo que prometió el gobierno" in spanish.text
    tell(
        f"{place}: home page {len(home.body)} bytes after {seconds:.1f} s, style sheet "
        f"{len(style.body)}, font {len(font.body)}, Spanish page {len(spanish.body)}"
    )


@pytest.mark.wheel
def test_the_sources_build_the_same_wheel(checkout, tmp_path, tell):
    if checkout.is_behind:
        tell("The wheel is of the newest commit: what isn't committed is not in it.")
    with tarfile.open(checkout.sources) as sources:
        sources.extractall(tmp_path, filter="data")
    [folder] = tmp_path.iterdir()

    run(sys.executable, "-m", "hatchling", "build", "-d", "dist", "-t", "wheel", cwd=folder)

    [again] = (folder / "dist").iterdir()
    assert checksums(again) == checksums(checkout.wheel)


def checksums(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as files:
        return {entry.filename: entry.CRC for entry in files.infolist()}


def pins(name: str) -> dict[str, str]:
    text = (ROOT / f"requirements/{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.M))


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        (PROJECT["project"]["dependencies"], "base"),
        (PROJECT["build-system"]["requires"], "dev"),
    ],
)
def test_ranges_hold_what_is_pinned_and_leave_room_for_a_mended_release(wanted, name):
    for line in wanted:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pins(name)[requirement.name]), line
        assert not any(part.operator in {"==", "==="} for part in requirement.specifier), line


def test_what_accord_imports_is_what_it_asks_for():
    asked = {Requirement(line).name for line in PROJECT["project"]["dependencies"]}
    packages = metadata.packages_distributions()
    imported = {
        packages[name][0].lower()
        for path in (ROOT / "src/accord").rglob("*.py")
        if path.name != "build.py"
        for name in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(), re.M)
        if name in packages and name != "accord"
    }

    assert sorted(imported - asked) == []
