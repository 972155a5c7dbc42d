"""Indexes that are built while people write. For migrations, where a table may have grown large.

Such a migration says `atomic = False` and does nothing else. Where it is broken off, PostgreSQL
keeps an invalid index of the name: drop it, and migrate again.
"""

from typing import Any

from django.contrib.postgres import operations
from django.db.migrations import AddIndex, RemoveIndex


def is_concurrent(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")


class AddIndexConcurrently(operations.AddIndexConcurrently):
    """Django's own on PostgreSQL; elsewhere, where there is no such way, a plain index."""

    def database_forwards(self, app_label: Any, schema_editor: Any, *states: Any) -> None:
        kind = operations.AddIndexConcurrently if is_concurrent(schema_editor) else AddIndex
        kind.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: Any, schema_editor: Any, *states: Any) -> None:
        kind = operations.AddIndexConcurrently if is_concurrent(schema_editor) else AddIndex
        kind.database_backwards(self, app_label, schema_editor, *states)


class RemoveIndexConcurrently(operations.RemoveIndexConcurrently):
    def database_forwards(self, app_label: Any, schema_editor: Any, *states: Any) -> None:
        kind = operations.RemoveIndexConcurrently if is_concurrent(schema_editor) else RemoveIndex
        kind.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: Any, schema_editor: Any, *states: Any) -> None:
        kind = operations.RemoveIndexConcurrently if is_concurrent(schema_editor) else RemoveIndex
        kind.database_backwards(self, app_label, schema_editor, *states)
