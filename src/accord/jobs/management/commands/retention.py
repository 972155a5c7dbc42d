import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.jobs.retention import Forgotten, forget_all


class Command(BaseCommand):
    help = "Forget what is older than is kept, as the worker does each night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count, forget nothing")
        parser.add_argument("--json", action="store_true", help="one line of counts (version 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        found = forget_all(dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(as_plain(found, options["dry_run"]), sort_keys=True))
        else:
            self.tell(found, options["dry_run"])
        failed = [entry.kept.name for entry in found if entry.count is None]
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")

    def tell(self, found: list[Forgotten], dry_run: bool) -> None:
        widths = "{:<14} {:>6} {:>10}  {}"
        self.stdout.write(widths.format("what", "days", "old", "which is"))
        for entry in found:
            count = "failed" if entry.count is None else f"{entry.count:,}"
            kept = entry.kept
            self.stdout.write(widths.format(kept.name, kept.days, count, kept.what))
        self.stdout.write("Nothing was forgotten." if dry_run else "These were forgotten.")


def as_plain(found: list[Forgotten], dry_run: bool) -> dict[str, Any]:
    rows = [
        {"name": entry.kept.name, "days": entry.kept.days, "count": entry.count} for entry in found
    ]
    return {"version": 1, "dry_run": dry_run, "kept": rows}
