import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.record.checks import (
    CHECKPOINT,
    THINGS,
    TREE,
    Kept,
    Verdict,
    check_log,
    read_checkpoint,
)
from accord.record.models import Log
from accord.record.numbering import number_all


class Command(BaseCommand):
    help = "Check the public log: the tree, the things as they are now, and an older checkpoint."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--space", help="the key of one space; without it, all are checked")
        parser.add_argument("--checkpoint", type=Path, help="a checkpoint that somebody kept")
        parser.add_argument("--json", action="store_true", help="one JSON document instead of text")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = self.read(options["checkpoint"]) if options["checkpoint"] else None
        verdicts = []
        for log in self.logs(options["space"], kept):
            number_all(log)
            verdicts.append(check_log(log, kept))
        if options["json"]:
            self.stdout.write(json.dumps([asdict(verdict) for verdict in verdicts], indent=1))
        else:
            for verdict in verdicts:
                self.tell(verdict)
            if not verdicts:
                self.stdout.write("No log has entries yet.")
        if any(verdict.faults for verdict in verdicts):
            raise SystemExit(1)

    def read(self, path: Path) -> Kept:
        try:
            return read_checkpoint(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: {error}") from error

    def logs(self, key: str | None, kept: Kept | None) -> list[Log]:
        logs = Log.objects.select_related("space").order_by("id")
        wanted = key or (kept.origin.partition("/")[2] if kept else "")
        if not wanted:
            return list(logs)
        if not (found := list(logs.filter(space__code=wanted))):
            raise CommandError(f"There is no log of a space named {wanted!r}.")
        return found

    def tell(self, verdict: Verdict) -> None:
        self.stdout.write(f"{verdict.origin}: {verdict.size} entries, root {verdict.root or '-'}")
        self.tell_check(verdict, TREE, "1. The tree")
        self.tell_check(verdict, THINGS, f"2. The {verdict.things} things as they are now")
        if verdict.asked_checkpoint:
            self.tell_check(verdict, CHECKPOINT, "3. The older checkpoint")
        else:
            self.stdout.write("3. An older checkpoint: not asked (--checkpoint FILE)")

    def tell_check(self, verdict: Verdict, check: str, name: str) -> None:
        faults = verdict.of(check)
        self.stdout.write(f"{name}: {'FAILED' if faults else 'correct'}")
        for fault in faults:
            self.stdout.write(f"   - {fault.message}")
