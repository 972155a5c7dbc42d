from typing import Any

from django.core.management.base import BaseCommand

from accord.jobs.recounts import recounts
from accord.ui.strays import strays


class Command(BaseCommand):
    help = "Count all kept counters anew, repair those that are wrong, and name rows out of place."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, recount in sorted(recounts().items()):
            repaired = recount()
            self.stdout.write(f"{name}: {f'{repaired} repaired' if repaired else 'correct'}")
        for where, count in strays():
            self.stdout.write(f"{where}: {count} in two places at once")
