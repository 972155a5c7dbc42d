"""What a job's function is given: how far it is, whether to stop, and whether it is still its turn.

How far a job is, is written where others see it at once: between two steps, and beside a long
transaction by the worker's other thread. On SQLite one writes at a time, so of a job that is done
as a whole the count is seen when it has ended.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from accord.jobs.worker import hand_back_if_ending
from accord.record.viewer import Viewer
from accord.runs.errors import LostTurn, Stopped
from accord.runs.models import NOT_ENDED, Job

T = TypeVar("T")
SEEN_EVERY = 1.0  # seconds between two notes of how far it is


class WorkInHand:
    def __init__(self, job: Job, viewer: Viewer) -> None:
        self.job, self.viewer = job, viewer
        self.done, self.total = job.done, job.total
        self.notes: dict[str, Any] = job.result or {}
        self.is_stopped = self.is_lost = False
        self._seen_at = time.monotonic()

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.job.data
        return data

    def expect(self, total: int) -> None:
        """Say how much there is to do; inside a transaction the next beat writes it."""
        self.total = max(total, self.done)
        if not connection.in_atomic_block:
            self._write(total=self.total)

    def each(self, things: Sequence[T], do: Callable[[T], None]) -> None:
        """Do every thing in a transaction of its own, with the note that it is done.

        A job that is taken up again goes on behind the last: so each is done once. The things
        must be the same, in the same order, on each attempt. What has to be known of one later
        stands in `notes`.
        """
        self.expect(len(things))
        for thing in things[self.done :]:
            self.look_up()
            with transaction.atomic():
                do(thing)
                self._write(done=self.done + 1, result=self.notes)
            self.done += 1

    def counted(self, rows: Iterable[T]) -> Iterator[T]:
        """The same rows; each counts as done when the next is asked for."""
        for row in rows:
            self.look_up()
            yield row
            self.done += 1

    def look_up(self) -> None:
        """Between two rows: end here if somebody says so, and show now and then how far it is."""
        if time.monotonic() - self._seen_at >= SEEN_EVERY and not connection.in_atomic_block:
            self._seen_at = time.monotonic()
            self.beat()
        if self.is_lost:
            raise LostTurn
        if self.is_stopped:
            raise Stopped
        hand_back_if_ending()

    def beat(self) -> None:
        """Write how far it is and read what was asked; from another thread too."""
        job = self.rows.first()
        if job is None:
            self.is_lost = True
            return
        self.is_stopped = job.stop_asked_at is not None
        done = self.done if self.total is None else min(self.done, self.total)
        if (done, self.total) != (job.done, job.total):
            self.rows.update(done=done, total=self.total)

    def end(self, how: str, **values: Any) -> None:
        """The job's end, if it is still our turn; in the transaction of what it wrote, if any."""
        now = timezone.now()
        keep_until = now + dt.timedelta(days=self.job.about.keep_days)
        self._write(**{how: now}, keep_until=keep_until, next_attempt_at=None, **values)

    def _write(self, **values: Any) -> None:
        if not self.rows.update(**values):
            raise LostTurn
        for name, value in values.items():
            setattr(self.job, name, value)

    @property
    def rows(self) -> Any:
        """The job's row, as long as it is ours."""
        return Job.objects.filter(NOT_ENDED, pk=self.job.pk, turn=self.job.turn)
