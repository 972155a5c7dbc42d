"""One line of migrations in each app; branches that both add one meet in `max_migration.txt`."""

from pathlib import Path

from django.apps import apps
from django.core.checks import run_checks
from django.db.migrations.loader import MigrationLoader

import accord

OURS = [
    app
    for app in apps.get_app_configs()
    if app.name.startswith("accord.") and (Path(app.path) / "migrations").is_dir()
]


def problems():
    return [problem.id for problem in run_checks() if str(problem.id).startswith("dlm.")]


def newest_of(app) -> Path:
    return Path(app.path) / "migrations/max_migration.txt"


def test_each_app_has_one_head_and_names_it():
    loader = MigrationLoader(None)

    heads = {app.label: [head for _, head in loader.graph.leaf_nodes(app.label)] for app in OURS}

    assert len(OURS) >= 8
    assert heads == {app.label: [newest_of(app).read_text().strip()] for app in OURS}
    assert problems() == []


def test_a_migration_that_is_not_named_is_caught(tmp_path, monkeypatch, settings):
    folder = Path(accord.__file__).parent / "people/migrations"
    for file in folder.glob("[0-9]*.py"):
        (tmp_path / file.name).write_text(file.read_text())
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "0002_more.py").write_text(
        "from django.db import migrations\n\n\n"
        "class Migration(migrations.Migration):\n"
        '    dependencies = [("people", "0001_initial")]\n'
    )
    (tmp_path / "max_migration.txt").write_text("0001_initial\n")
    copy = tmp_path.rename(tmp_path.parent / "copied_migrations")
    monkeypatch.syspath_prepend(copy.parent)
    settings.MIGRATION_MODULES = {"people": "copied_migrations"}

    assert problems() == ["dlm.E004"]
