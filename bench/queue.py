"""How many short tasks a worker does in a second, and whether that stays so while many wait.

    python -m bench.queue         (a database of its own: DATABASE_URL, or SQLite in ACCORD_DATA)

The worker is the real one, in this process; each task is a letter that was sent already, so what
counts is the queue. Prints the rate of each thousand of ten thousand; exits 1 when the whole is
below a hundred a second, or the slowest thousand takes a quarter longer than the quickest.
"""

import os
import sys
import time

import django

JOBS, PART = 10_000, 1_000
LEAST = 100
FLAT = 1.25


def main() -> int:
    from django.db import connection, transaction
    from django_tasks_db.models import DBTaskResult

    from accord.jobs.letters import send_queued
    from accord.jobs.tasks import later
    from accord.jobs.worker import Worker

    with transaction.atomic():
        for _ in range(JOBS):
            later(send_queued, letter=0)
    worker = Worker()
    times: list[float] = []
    for _ in range(JOBS // PART):
        began = time.perf_counter()
        for _ in range(PART):
            if not worker.round():
                raise RuntimeError("the queue ended too soon")
        times.append(time.perf_counter() - began)
    left = DBTaskResult.objects.exclude(status="SUCCESSFUL").count()
    rates = ", ".join(f"{PART / each:.0f}" for each in times)
    rate, ratio = JOBS / sum(times), max(times) / min(times)
    print(f"{connection.vendor}: {JOBS:,} tasks, {left} left, {rate:.0f} a second ({rates})")
    return int(left > 0 or rate < LEAST or ratio > FLAT)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "accord.config.settings"
    django.setup()
    sys.exit(main())
