from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.files.retention import erase_unused, missing_files, orphaned_keys
from accord.files.storage import file_storage


class Command(BaseCommand):
    help = "Compare the store of files with the rows: what is missing, and what nobody knows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--erase",
            action="store_true",
            help="take away what nothing has needed for 30 days, and what has had no row for a day",
        )

    def handle(self, *args: Any, erase: bool, **options: Any) -> None:
        if erase:
            erased = erase_unused()
            self.stdout.write(f"{erased.unused} unused and {erased.orphans} unknown files erased.")
        unknown = list(orphaned_keys())
        for key in unknown:
            self.stdout.write(f"unknown: {key}")
        missing = list(missing_files())
        for file in missing:
            self.stdout.write(f"missing: {file.key}")
        if missing:
            raise CommandError(
                f"{len(missing)} files are missing from {type(file_storage()).__name__}. "
                "Bring them back from a backup: their names are the SHA-256 of what is in them."
            )
        self.stdout.write(f"No file is missing. {len(unknown)} have no row.")
