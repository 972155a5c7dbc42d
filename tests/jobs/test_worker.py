import datetime as dt
import logging

import pytest
from django.core.cache import cache
from django.db import OperationalError, transaction
from django.utils import timezone, translation
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accord.errors import Conflict
from accord.jobs import queue, ticks
from accord.jobs.failures import TryAgain, pause_after
from accord.jobs.models import Lease
from accord.jobs.tasks import LONG, SHORT, later, task
from accord.jobs.worker import Ending, Worker, hand_back_if_ending
from accord.people.actions import erase
from accord.ui.counters import counters
from accord.ui.logs import LineFormatter
from accord.ui.request_ids import request_id
from tests.explaining import plan_of
from tests.factories.people import PersonFactory
from tests.factories.spaces import SpaceFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queued(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture(autouse=True)
def own_ticks(monkeypatch):
    monkeypatch.setattr(ticks, "_ticks", {})


@task()
def remember(viewer, *, word: str) -> str:
    cache.set("remembered", [*cache.get("remembered", []), word])
    return word.upper()


@task(tries=3)
def fail_for_now(viewer) -> None:
    cache.set("tries", cache.get("tries", 0) + 1)
    raise TryAgain


@task()
def lock_out(viewer) -> None:
    raise OperationalError("database is locked")


@task()
def refuse(viewer) -> None:
    raise Conflict("It closed on 12 March.")


@task()
def break_down(viewer) -> None:
    raise ValueError("our own mistake")


@task(lane=LONG)
def take_long(viewer) -> None:
    cache.set("remembered", [*cache.get("remembered", []), "long"])
    hand_back_if_ending()


@task()
def see(viewer) -> list[object]:
    zone = timezone.get_current_timezone_name()
    return [viewer.person.pk, viewer.space.code, translation.get_language(), zone, request_id.get()]


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()
    Ending.asked = False
    yield
    Ending.asked = False


def only_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_a_worker_does_a_queued_task():
    later(remember, word="thread")

    had_one = Worker().round()

    assert had_one
    assert only_row().status == TaskResultStatus.SUCCESSFUL
    assert only_row().return_value == "THREAD"
    assert cache.get("remembered") == ["thread"]
    assert not Lease.objects.exists()


def test_what_is_rolled_back_is_never_done():
    with transaction.atomic():
        later(remember, word="thread")
        transaction.set_rollback(True)

    assert not Worker().round()


def test_a_task_sees_what_its_asker_would(client):
    space = SpaceFactory(time_zone="America/Lima")
    person = PersonFactory()
    token = request_id.set("R-1")
    with translation.override("fr"):
        later(see, viewer=viewer_of(person, space.subject))
    request_id.reset(token)

    Worker().round()

    assert only_row().return_value == [person.pk, "marenda", "fr", "America/Lima", "R-1"]


class Listener(logging.Handler):
    def __init__(self):
        super().__init__()
        self.heard = []

    def emit(self, record):
        self.heard.append(LineFormatter().format(record))


def test_that_a_task_failed_is_told_under_the_id_of_its_request():
    listener = Listener()
    logging.getLogger("accord.jobs").addHandler(listener)
    token = request_id.set("R-2")
    later(break_down)
    request_id.reset(token)

    Worker().round()

    logging.getLogger("accord.jobs").removeHandler(listener)
    assert ["[R-2]" in line for line in listener.heard if "failed" in line] == [True]


def test_how_tasks_end_is_counted():
    later(remember, word="thread")
    later(break_down)
    before = counters.sums()

    for _ in range(2):
        Worker().round()

    after = counters.sums()
    for state in ("successful", "failed"):
        key = ("accord_jobs_finished_total", state)
        assert after[key][0] - before.get(key, [0.0])[0] == 1


def test_a_task_of_somebody_who_left_is_not_done():
    person = PersonFactory()
    later(see, viewer=viewer_of(person, SpaceFactory().subject))
    erase(person=person)

    Worker().round()

    assert only_row().status == TaskResultStatus.FAILED
    assert only_row().exception_class_path == "accord.errors.Conflict"


def test_what_may_pass_is_tried_again_after_a_pause_and_then_no_more(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    later(fail_for_now)
    worker = Worker()

    tried_at = []
    for second in range(60):
        time_machine.move_to(dt.datetime(2026, 3, 1, 12, 0, second, tzinfo=dt.UTC), tick=False)
        if worker.round():
            tried_at.append(second)

    assert tried_at == [0, 5, 15]
    assert only_row().status == TaskResultStatus.FAILED


def test_pauses_grow_up_to_a_quarter_of_an_hour():
    pauses = [int(pause_after(n).total_seconds()) for n in (1, 2, 3, 7, 8, 9, 5000)]

    assert pauses == [5, 10, 20, 320, 640, 900, 900]


@pytest.mark.parametrize(
    ("work", "status"),
    [
        (lock_out, TaskResultStatus.READY),
        (refuse, TaskResultStatus.FAILED),
        (break_down, TaskResultStatus.FAILED),
    ],
)
def test_only_what_may_pass_is_tried_again(work, status):
    later(work)

    Worker().round()

    assert only_row().status == status
    assert not Lease.objects.exists()


def test_a_dead_worker_gives_its_task_back_once_its_lease_is_over(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    later(remember, word="thread")
    dead = Worker()
    queue.claim(dead.id, SHORT)

    had_one_at_once = Worker().round()
    time_machine.move_to("2026-03-01T12:00:31Z", tick=False)
    had_one_later = Worker().round()

    assert (had_one_at_once, had_one_later) == (False, True)
    assert only_row().status == TaskResultStatus.SUCCESSFUL
    assert cache.get("remembered") == ["thread"]


def test_a_worker_that_says_it_lives_keeps_its_task(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    later(remember, word="thread")
    slow = Worker()
    slow.under_way.add(queue.claim(slow.id, SHORT).pk)
    time_machine.move_to("2026-03-01T12:00:29Z", tick=False)
    slow.beat()
    time_machine.move_to("2026-03-01T12:00:31Z", tick=False)

    assert not Worker().round()


def test_a_worker_that_slept_does_not_end_what_another_has_taken_up(time_machine, caplog):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    later(remember, word="thread")
    sleeper = Worker()
    row = queue.claim(sleeper.id, SHORT)
    time_machine.move_to("2026-03-01T12:01:00Z", tick=False)
    queue.give_back_the_dead()
    other = Worker()
    queue.claim(other.id, SHORT)

    queue.fail(sleeper.id, row, ValueError("too late"))

    assert only_row().status == TaskResultStatus.RUNNING
    assert "taken up by another worker" in caplog.text


def test_a_task_of_which_workers_die_is_left_alone_in_the_end(time_machine):
    later(remember, word="poison")
    begin = timezone.now()
    for minute in range(20):
        time_machine.move_to(begin + dt.timedelta(minutes=minute), tick=False)
        queue.give_back_the_dead()
        queue.claim(f"worker {minute}", SHORT)

    assert only_row().status == TaskResultStatus.FAILED
    assert "10 workers" in only_row().traceback


def test_a_long_task_keeps_no_short_one_waiting():
    later(take_long)
    later(remember, word="letter")
    worker = Worker()

    first, second = worker.round(), worker.round()

    assert (first, second) == (True, False)
    assert cache.get("remembered") == ["letter"]
    assert worker.do_one(LONG)


def test_what_is_handed_back_counts_as_not_begun():
    later(take_long)
    Ending.asked = True

    Worker().do_one(LONG)

    assert only_row().status == TaskResultStatus.READY
    assert only_row().worker_ids == []


def test_ticks_are_not_starved_by_a_long_queue():
    calls = []
    ticks.register("count", lambda: calls.append(1), seconds=0)
    for word in ("a", "b", "c"):
        later(remember, word=word)
    worker = Worker()

    rounds = [worker.round() for _ in range(4)]

    assert rounds == [True, True, True, False]
    assert len(calls) == 4


def test_an_empty_queue_is_looked_at_without_a_lock(django_assert_num_queries):
    with django_assert_num_queries(2):
        queue.claim("worker", SHORT)


@pytest.mark.parametrize("rows", [queue.waiting, queue.due_again])
def test_the_next_task_is_found_in_the_index(rows):
    DBTaskResult.objects.bulk_create(
        DBTaskResult(
            task_path="x",
            args_kwargs={},
            backend_name="default",
            run_after=queue.get_date_max(),
            status=TaskResultStatus.READY if number % 10 == 0 else TaskResultStatus.SUCCESSFUL,
        )
        for number in range(3000)
    )

    plan = plan_of(rows(SHORT)[:1])

    assert "tasks_db_new_ordering_idx" in plan
    assert "SORT" not in plan.upper().replace("TEMP B-TREE", "SORT")


def test_dead_leases_are_found_in_the_index():
    old = timezone.now()
    Lease.objects.bulk_create(
        Lease(task=f"00000000-0000-4000-8000-{n:012}", worker="w", expires_at=old)
        for n in range(2000)
    )

    plan = plan_of(Lease.objects.filter(expires_at__lt=old - dt.timedelta(days=1)))

    assert "lease_expiry" in plan


def test_a_tick_waits_for_its_time():
    ticks.register("slow", lambda: None, seconds=10)
    ticks.register("quick", lambda: None, seconds=1)

    ran = [ticks.run_due(now) for now in (0.0, 0.5, 1.0, 10.0)]

    assert ran == [["slow", "quick"], [], ["quick"], ["slow", "quick"]]


def test_a_failing_tick_is_logged_and_stops_nobody_else(caplog):
    calls = []
    ticks.register("broken", lambda: 1 / 0, seconds=1)
    ticks.register("whole", lambda: calls.append(1), seconds=1)

    ticks.run_due(0.0)

    assert calls == [1]
    assert "The tick broken failed" in caplog.text


def test_a_tick_has_one_owner():
    ticks.register("numbering", lambda: None, seconds=1)

    with pytest.raises(ValueError, match="numbering"):
        ticks.register("numbering", lambda: None, seconds=1)
