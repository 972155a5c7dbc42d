from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.demo.load import load


class Command(BaseCommand):
    help = "Load bulk data for measuring, into a space of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ideas", type=int, default=2_000)
        parser.add_argument("--comments", type=int, default=20_000)
        parser.add_argument("--supports", type=int, default=50_000)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = {name: options[name] for name in ("ideas", "comments", "supports")}
        if min(wanted.values()) < 0 or wanted["ideas"] < 2:
            raise CommandError("At least 2 ideas, and no negative numbers.")
        try:
            activity = load(**wanted)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Activity {activity.pk} in the space 'bench' has {wanted}.")
