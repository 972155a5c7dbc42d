from typing import Any

from django.core.management.base import BaseCommand

from accord.jobs.recounts import recounts


class Command(BaseCommand):
    help = "Count all kept counters anew and repair those that are wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, recount in sorted(recounts().items()):
            repaired = recount()
            self.stdout.write(f"{name}: {f'{repaired} repaired' if repaired else 'correct'}")
