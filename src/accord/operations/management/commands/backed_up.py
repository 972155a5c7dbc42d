from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.errors import AccordError
from accord.operations.actions import note_backup


class Command(BaseCommand):
    help = "Say that a backup was just made, so that it is noticed when one is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bytes", type=int, required=True, help="how large it is")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = note_backup(size=options["bytes"])
        except AccordError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Noted: a backup of {made.size} bytes, {made.at:%Y-%m-%d %H:%M} UTC.")
