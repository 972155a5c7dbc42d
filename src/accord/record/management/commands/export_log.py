from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.record.export import write_folder
from accord.record.models import Log
from accord.record.numbering import number_all, publish_checkpoint


class Command(BaseCommand):
    help = "Write the public log of a space into a folder that anyone can check."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--space", help="the key of the space; needed where there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        log = self.log(options["space"])
        number_all(log)
        publish_checkpoint(log)
        log.refresh_from_db()
        try:
            write_folder(log, options["folder"])
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{log.origin}: {log.size} entries in {options['folder']}")

    def log(self, key: str | None) -> Log:
        logs = Log.objects.select_related("space").order_by("id")
        found = list(logs.filter(space__code=key) if key else logs[:2])
        if not found:
            raise CommandError(
                f"There is no log of a space named {key!r}." if key else "No log yet."
            )
        if len(found) > 1:
            raise CommandError("There are several spaces: say which with --space KEY.")
        return found[0]
