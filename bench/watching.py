"""What a look at /metrics costs beside a million events and entries, and ten thousand jobs.

    python -m bench.watching      with a database of its own, DATABASE_URL, or SQLite in ACCORD_DATA

The rows are made by the database itself; the request goes through all middlewares.
"""

import os
import statistics
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "accord.config.settings"

EVENTS = int(os.environ.get("EVENTS", "1000000"))
PENDING, JOBS, LOOKS, ROUTES = 3, 10_000, 60, 150


def fill() -> None:
    from django.db import connection, transaction

    from accord.record.models import Event, LogEntry
    from accord.spaces.actions import create_space

    space = create_space(key="bench", host="bench.localhost", name={"en": "Bench"})
    log = space.subject.log
    series = (
        "generate_series(1, %s) AS n"
        if connection.vendor == "postgresql"
        else "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %s) "
        "SELECT n FROM s)"
    )
    now = "now()" if connection.vendor == "postgresql" else "datetime('now')"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Event._meta.db_table} (verb, subject_id, at) "
            f"SELECT 'bench', {space.pk}, {now} FROM {series}",
            [EVENTS],
        )
        cursor.execute(
            f"INSERT INTO {LogEntry._meta.db_table} "
            '(log_id, "index", verb, subject_id, at, body, digest, hash, subtree, root) '
            f"SELECT {log.pk}, CASE WHEN n > {PENDING} THEN n END, 'bench', {space.pk}, {now}, "
            f"'{{}}', '', n, '', '' FROM {series}",
            [EVENTS],
        )
        add_jobs(cursor, series, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add_jobs(cursor, series: str, now: str) -> None:
    """Ten thousand that wait, and ten times as many that are done."""
    from django.db import connection
    from django_tasks_db.models import DBTaskResult, get_date_max

    is_postgresql = connection.vendor == "postgresql"
    key = "gen_random_uuid()" if is_postgresql else "lower(hex(randomblob(16)))"
    cursor.execute(
        f"INSERT INTO {DBTaskResult._meta.db_table} (id, status, enqueued_at, args_kwargs, "
        "priority, task_path, worker_ids, queue_name, backend_name, run_after, "
        "exception_class_path, traceback) "
        f"SELECT {key}, CASE WHEN n <= {JOBS} THEN 'READY' ELSE 'SUCCESSFUL' END, {now}, "
        "'{}', 0, "
        f"'x', '[]', 'default', 'default', '{get_date_max():%Y-%m-%d} 00:00:00', '', '' "
        f"FROM {series}",
        [JOBS * 11],
    )


def measure() -> None:
    from django.db import connection
    from django.test import Client

    from accord.ui.request_counts import count_request

    for number in range(ROUTES):
        for status in (200, 302, 404):
            count_request(f"app:route-{number}", status, 0.003 * number % 2, 5)
    client = Client()
    took, spent = [], []
    for _ in range(LOOKS):
        clock, cpu = time.perf_counter(), time.process_time()
        answer = client.get("/metrics")
        spent.append((time.process_time() - cpu) * 1000)
        took.append((time.perf_counter() - clock) * 1000)
    assert answer.status_code == 200, answer.content
    assert b"accord_metric_failed{" not in answer.content, answer.content[-400:]
    print(
        f"{connection.vendor}: {EVENTS} events, {EVENTS} entries, {JOBS} jobs waiting, "
        f"{ROUTES} routes: "
        f"least {min(took):.1f} ms, median {statistics.median(took):.1f}, of our own processor "
        f"{min(spent):.1f}; {len(answer.content) // 1000} kB"
    )
    each()


def each() -> None:
    """Where the time goes."""
    from accord.ui.metrics import metrics, samples_of

    for metric in metrics():
        least = 1e9
        for _ in range(10):
            clock = time.perf_counter()
            list(samples_of(metric, {}))
            least = min(least, (time.perf_counter() - clock) * 1000)
        print(f"  {least:6.2f} ms {metric.name}")


if __name__ == "__main__":
    import django

    django.setup()
    from accord.spaces.models import Space

    if not Space.objects.filter(key="bench").exists():
        fill()
    measure()
    sys.exit(0)
