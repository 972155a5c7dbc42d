"""Says in each first migration's models at once what `makemigrations` says in steps after them.

    python -m tools.first_migrations      rewrites them; `make fix` comes after

Each step on its own makes Django build the models anew that hang together with this one, and
SQLite copy the table. Run it where first migrations were made anew, never on released ones.
"""

import os
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddIndex
from django.db.migrations.optimizer import MigrationOptimizer
from django.db.migrations.writer import MigrationWriter


def speaks_of_its_own_model(operation, name: str, app_label: str) -> bool:
    """Django thinks that an index or a constraint may speak of any model; they can't."""
    return name.lower() == operation.model_name_lower


def fold() -> None:
    for operation in (AddConstraint, AddIndex):
        operation.references_model = speaks_of_its_own_model
    migrations = MigrationLoader(None).disk_migrations
    for (label, name), migration in migrations.items():
        app = apps.get_app_config(label)
        if not (app.name.startswith("accord.") and migration.initial):
            continue
        folded = MigrationOptimizer().optimize(migration.operations, label)
        if len(folded) < len(migration.operations):
            print(f"{label} {name}: {len(migration.operations)} steps are {len(folded)} now")
            migration.operations = folded
            text = MigrationWriter(migration).as_string()
            (Path(app.path) / "migrations" / f"{name}.py").write_text(text)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    django.setup()
    fold()
