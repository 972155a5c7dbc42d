import json
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accord.errors import AccordError
from accord.interchange.problems import BrokenSource
from accord.interchange.us_nap5.actions import import_plan
from accord.interchange.us_nap5.reader import read

SHOWN = 20


class Command(BaseCommand):
    help = "Takes in the fifth plan of the United States from a folder of its published files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--space", default="", metavar="KEY", help="an existing space")
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")
        parser.add_argument("--json", action="store_true", help="end with one line of counts")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            source = read(options["folder"])
            counts = import_plan(
                source=source,
                space_key=options["space"],
                dry_run=options["dry_run"],
                tell=self.tell,
            )
        except BrokenSource as broken:
            raise CommandError(told(broken)) from broken
        except AccordError as refusal:
            raise CommandError(f"{refusal.message} Nothing was written.") from refusal
        found = {**asdict(counts), "seconds": round(time.monotonic() - started, 2)}
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            words = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in found.items())
            self.stdout.write(f"{words}{' (nothing was written)' if options['dry_run'] else ''}")

    def tell(self, line: str) -> None:
        self.stderr.write(line)
        self.stderr.flush()


def told(broken: BrokenSource) -> str:
    lines = [str(problem) for problem in broken.problems[:SHOWN]]
    more = len(broken.problems) - len(lines)
    if more:
        lines.append(f"and {more} more")
    return "\n".join([*lines, "Nothing was written."])
