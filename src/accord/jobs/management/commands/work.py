from typing import Any

from django.core.management.base import BaseCommand

from accord.jobs.worker import Worker


class Command(BaseCommand):
    help = "Do the queued and the repeated work, until told to stop. `accord serve` runs this."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        worker.configure_signals()
        worker.run()
