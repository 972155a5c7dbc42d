from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from accord.operations.migration_safety import plan_remarks

SAFE = "All of this can run while the version before still serves."
UNSAFE = "Stop the site first: this can't run while the version before still serves."


class Command(migrate.Command):
    """Django's own; with --plan it also says whether the site may go on meanwhile."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["plan"] and not options["app_label"]:
            self.tell_safety(options["database"])

    def tell_safety(self, database: str) -> None:
        executor = MigrationExecutor(connections[database])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not plan:
            return
        tables: Any = executor._create_project_state  # type: ignore[attr-defined]
        state = tables(with_applied_migrations=True)
        found = plan_remarks(plan, state)
        self.stdout.write(UNSAFE if found else SAFE)
        for remark in found:
            self.stdout.write(f"  {remark}")
