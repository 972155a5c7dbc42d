"""What the installation as a whole is asked for by those who watch over it."""

from collections.abc import Callable
from functools import cache
from importlib import metadata

from django.utils import timezone

from accord.operations import health
from accord.operations.heartbeat import last_beat
from accord.operations.machine import disk, processes
from accord.operations.models import Backup
from accord.operations.queues import Queue, pending_entries, waiting_jobs
from accord.ui.metrics import MOST, Samples, register_metric


def declare() -> None:
    register_metric("accord_build_info", "Which version runs", build)
    register_queue(
        "accord_jobs_waiting", "Jobs that could begin", "accord_jobs_oldest_seconds", waiting_jobs
    )
    register_queue(
        "accord_log_pending_entries",
        "Entries without a number",
        "accord_log_lag_seconds",
        pending_entries,
    )
    register_metric("accord_worker_age_seconds", "Since a worker was last seen", worker_age)
    register_metric("accord_backup_age_seconds", "Since the last backup", backup_age)
    register_metric("accord_disk_free_bytes", "Free where the data folder lies", disk_free)
    register_metric("accord_process_memory_bytes", "Resident, of this machine", memory)
    register_metric("accord_migrations_pending", "Migrations to apply", migrations_pending)


@cache
def build() -> Samples:
    return [({"version": metadata.version("accord")}, 1)]


def register_queue(count: str, about: str, age: str, look: Callable[[], Queue]) -> None:
    register_metric(count, f"{about} ({MOST + 1}: more)", lambda queue: queue.count, of=look)
    register_metric(
        age, "How long the oldest has waited", lambda queue: queue.age.total_seconds(), of=look
    )


def worker_age() -> Samples:
    """None where no worker was ever seen: no number would be true."""
    beat_at = last_beat()
    return [({}, (timezone.now() - beat_at).total_seconds())] if beat_at else []


def backup_age() -> Samples:
    newest = Backup.objects.order_by("-pk").first()
    return [({}, (timezone.now() - newest.at).total_seconds())] if newest else []


def disk_free() -> float:
    return disk().free


def memory() -> Samples:
    return [({"role": of.role or "this", "pid": str(of.pid)}, used) for of, used in processes()]


def migrations_pending() -> float:
    return len(health.unapplied())
