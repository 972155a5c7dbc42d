"""The worker: takes tasks from the database queue, and does what is due by the clock.

Three threads: one does the short tasks and looks at the clock between two, however long the queue
is; one does the long tasks; one says for as long as a task takes that the worker lives (`beat`).
"""

import logging
import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from uuid import UUID

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)

from accord.errors import AccordError
from accord.jobs import queue, ticks
from accord.jobs.failures import HandedBack, may_pass, pause_after
from accord.jobs.tasks import LONG, SHORT, tries_of, under_its_request

logger = logging.getLogger(__name__)
BEAT = 2.0
LOOK_BACK = 0.5
# `accord serve` waits ten seconds before it ends its children by force.
PATIENCE = 8.0


class Ending:
    """Whether this process was told to end.

    No `threading.Event`: it has a lock, which a signal could find taken by the very same thread.
    """

    asked = False


_beats: set[Callable[[], None]] = set()


@contextmanager
def beating(function: Callable[[], None]) -> Iterator[None]:
    """Have this called about every two seconds, from another thread, while the work is done."""
    _beats.add(function)
    try:
        yield
    finally:
        _beats.discard(function)


def hand_back_if_ending() -> None:
    """For long tasks, where they can be left: nothing is half done here."""
    if Ending.asked:
        raise HandedBack


class Worker:
    def __init__(self, *, interval: float = 0.5) -> None:
        self.interval = interval
        self.id = secrets.token_hex(16)
        self.under_way: set[UUID] = set()
        self.busy: set[int] = set()
        self.look_back_at: dict[int, float] = {}
        self.give_back_at = 0.0

    def run(self) -> None:
        """Until told to end: what is under way is finished or handed back."""
        Ending.asked = False
        long = threading.Thread(target=self.do_long, name="long", daemon=True)
        long.start()
        threading.Thread(target=self.beat_on, name="beat", daemon=True).start()
        self.until_ended(self.round)
        long.join(PATIENCE)

    def end(self, number: int = 0, frame: FrameType | None = None) -> None:
        Ending.asked = True

    def configure_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, self.end)

    def until_ended(self, do: Callable[[], bool]) -> None:
        """Again at once while there is something to do, else after a short while."""
        while not Ending.asked:
            try:
                was_there = do()
            except (OperationalError, InterfaceError):
                # Locked, or away for a while: the queue is still there afterwards.
                logger.exception("The queue couldn't be asked")
                was_there = False
            if not was_there:
                # Not between two tasks: to connect takes longer than many a task.
                close_old_connections()
            if not was_there and not Ending.asked:
                time.sleep(self.interval)

    def round(self) -> bool:
        """What is due by the clock, then one short task; whether there was one."""
        ticks.run_due()
        self.look_after_the_dead()
        return self.do_one(SHORT)

    def look_after_the_dead(self) -> None:
        if time.monotonic() < self.give_back_at:
            return
        self.give_back_at = time.monotonic() + queue.lease_time().total_seconds() / 6
        queue.give_back_the_dead()

    def do_long(self) -> None:
        try:
            self.until_ended(lambda: self.do_one(LONG))
        finally:
            connection.close()
            Ending.asked = True  # without this thread the worker is half one: it is started again

    def beat_on(self) -> None:
        while True:
            time.sleep(min(BEAT, queue.lease_time().total_seconds() / 6))
            self.beat()

    def beat(self) -> None:
        """Not a moment longer than the work itself: on SQLite each write waits for the others."""
        close_old_connections()
        try:
            if self.under_way:
                queue.keep(self.id)
                for function in list(_beats):
                    function()
        except DatabaseError:
            logger.warning("The worker couldn't say that it lives", exc_info=True)

    def do_one(self, lane: int) -> bool:
        """Whether there was one to do."""
        found = self.claim(lane)
        if found is None:
            return False
        self.under_way.add(found.pk)
        try:
            with under_its_request(found.args_kwargs["kwargs"]):
                self.do(found)
        finally:
            self.under_way.discard(found.pk)
        return True

    def claim(self, lane: int) -> queue.Row | None:
        """The next task; now and then, however many are new, one that is to be tried again."""
        looks_back = time.monotonic() >= self.look_back_at.get(lane, 0.0)
        if looks_back:
            self.look_back_at[lane] = time.monotonic() + LOOK_BACK
        is_busy = lane in self.busy
        found = queue.claim(self.id, lane, is_busy=is_busy, looks_back=looks_back)
        (self.busy.discard if found is None else self.busy.add)(lane)
        return found

    def do(self, found: queue.Row) -> None:
        try:
            value = found.task.call(**found.args_kwargs["kwargs"])
        except HandedBack:
            queue.put_back(self.id, found, None)
        except AccordError as refusal:
            # Somebody could be told; a task without one who waits has nobody.
            logger.warning("The task %s can't be done: %s", found.task_path, refusal)
            queue.fail(self.id, found, refusal)
        except Exception as error:
            self.put_back_or_fail(found, error)
        else:
            queue.succeed(self.id, found, value)

    def put_back_or_fail(self, found: queue.Row, error: Exception) -> None:
        attempt = len(found.worker_ids)
        if may_pass(error) and attempt < tries_of(found.task_path):
            logger.info("The task %s is tried again: %s", found.task_path, type(error).__name__)
            queue.put_back(self.id, found, pause_after(attempt))
            return
        logger.error("The task %s failed", found.task_path, exc_info=error)
        queue.fail(self.id, found, error)
