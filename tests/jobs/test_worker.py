import pytest
from django.core.cache import cache
from django_tasks import TaskResultStatus, task

from accord.jobs import ticks
from accord.jobs.worker import TickingWorker


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def own_ticks(monkeypatch):
    monkeypatch.setattr(ticks, "_ticks", {})


@task
def remember(word: str) -> str:
    cache.set("remembered", word)
    return word.upper()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_does_a_queued_job(queue, own_ticks):
    result = remember.enqueue("thread")

    had_job = TickingWorker().round()

    result.refresh()
    assert had_job
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value == "THREAD"
    assert cache.get("remembered") == "thread"


@pytest.mark.django_db(transaction=True)
def test_ticks_are_not_starved_by_a_long_queue(queue, own_ticks):
    calls = []
    ticks.register("count", lambda: calls.append(1), seconds=0)
    for word in ("a", "b", "c"):
        remember.enqueue(word)
    worker = TickingWorker()

    jobs = [worker.round() for _ in range(4)]

    assert jobs == [True, True, True, False]
    assert len(calls) == 4


def test_a_tick_waits_for_its_time(own_ticks):
    ticks.register("slow", lambda: None, seconds=10)
    ticks.register("quick", lambda: None, seconds=1)

    ran = [ticks.run_due(now) for now in (0.0, 0.5, 1.0, 10.0)]

    assert ran == [["slow", "quick"], [], ["quick"], ["slow", "quick"]]


def test_a_failing_tick_is_logged_and_stops_nobody_else(own_ticks, caplog):
    calls = []
    ticks.register("broken", lambda: 1 / 0, seconds=1)
    ticks.register("whole", lambda: calls.append(1), seconds=1)

    ticks.run_due(0.0)

    assert calls == [1]
    assert "The tick broken failed" in caplog.text


def test_a_tick_has_one_owner(own_ticks):
    ticks.register("numbering", lambda: None, seconds=1)

    with pytest.raises(ValueError, match="numbering"):
        ticks.register("numbering", lambda: None, seconds=1)
