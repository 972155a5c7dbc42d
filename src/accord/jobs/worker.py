"""The worker: takes jobs from the database queue, and does what is due by the clock."""

import secrets
import time

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from accord.jobs import ticks


class TickingWorker(Worker):
    """Does one job at a time and looks at the clock between two, however long the queue is."""

    def __init__(self, *, interval: float = 0.5) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=True,  # so that a round ends when the queue is empty
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=secrets.token_hex(16),
            excluded_queue_names=[],
        )

    def round(self) -> bool:
        """What is due, then one job; whether there was one."""
        close_old_connections()
        ticks.run_due()
        self._run_tasks = 0
        super().run()
        return bool(self._run_tasks)

    def run(self) -> None:
        while self.running:
            if not self.round() and self.running:
                time.sleep(self.interval)
