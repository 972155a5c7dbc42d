import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.demo.seed import is_seeded, seed


class Command(BaseCommand):
    help = "Fill the demo with its country, its people and their story."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="Empty the database first.")
        parser.add_argument("--today", type=dt.date.fromisoformat, help="The day of telling.")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_seeded() and not options["reset"]:
            self.stdout.write("The demo is there already. --reset begins it anew.")
            return
        today = options["today"] or dt.datetime.now(dt.UTC).date()
        start = time.monotonic()
        self.stdout.write("Telling the demo's story …")
        try:
            seed(today=today, anew=options["reset"])
        except OSError as error:
            raise CommandError(f"The demo's texts can't be read: {error}") from error
        self.stdout.write(f"Done in {time.monotonic() - start:.1f} seconds.")
