"""Templates know what Python knows: each names only its own layer or one below."""

import re
import tomllib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src/accord"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = [
    layer.removeprefix("accord.")
    for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
    if contract["type"] == "layers"
    for layer in contract["layers"]
]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
NAMED = re.compile(r"""\{%\s*(?:extends|include|url)\s+["']([\w-]+)[:/]""")


def owner(template: Path) -> str:
    """The app a template is part of, as its templates folder names it."""
    parts = template.relative_to(PACKAGE).parts
    return parts[parts.index("templates") + 1]


def height(app: str) -> int:
    """How far up an app stands; every activity type is one layer."""
    layer = "activities" if (PACKAGE / "activities" / app).is_dir() else app
    return len(LAYERS) - LAYERS.index(layer)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_looks_down_only(template):
    app = owner(template)
    named = set(NAMED.findall(template.read_text())) - {app}

    assert [other for other in named if height(other) >= height(app)] == []


STATIC = re.compile(r'{% static "([^"]+)" %}')


def test_each_file_that_a_template_refers_to_is_there():
    """With a manifest a page that names a missing file is an error, and tests have none."""
    named = {(path.name, name) for path in TEMPLATES for name in STATIC.findall(path.read_text())}

    assert {(page, name) for page, name in named if finders.find(name) is None} == set()
