import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from accord.jobs import schedules
from accord.jobs.models import Schedule
from accord.jobs.retention import forget_old

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def queued(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    monkeypatch.setattr(schedules, "_scheduled", {})
    schedules.register_schedule("hourly", forget_old, every=dt.timedelta(hours=1))
    schedules.register_schedule("nightly", forget_old, at=dt.time(3, 10))


def test_each_is_done_at_its_time_and_once(time_machine):
    time_machine.move_to(NOON, tick=False)
    schedules.rows()
    hours = [NOON + dt.timedelta(minutes=30 * n) for n in range(49)]

    ran = [(now, name) for now in hours for name in schedules.run_due(now)]

    assert [name for _, name in ran].count("hourly") == 24
    assert [now for now, name in ran if name == "nightly"] == [
        dt.datetime(2026, 3, 2, 3, 30, tzinfo=dt.UTC)
    ]
    assert DBTaskResult.objects.count() == 25


def test_what_was_missed_is_done_once(time_machine):
    time_machine.move_to(NOON, tick=False)
    schedules.rows()

    ran = [schedules.run_due(NOON + dt.timedelta(days=9, minutes=n)) for n in range(3)]

    assert ran == [["hourly", "nightly"], [], []]


def test_of_two_workers_that_see_it_due_one_does_it(time_machine):
    time_machine.move_to(NOON, tick=False)
    row = next(row for row in schedules.rows() if row.name == "hourly")
    later = NOON + dt.timedelta(hours=2)

    claims = [schedules.claim(row, later), schedules.claim(row, later)]

    assert claims == [True, False]
    assert DBTaskResult.objects.count() == 1


def test_an_operator_says_otherwise(time_machine, capsys):
    time_machine.move_to(NOON, tick=False)
    call_command("schedule", "nightly", "--at", "13:00")
    call_command("schedule", "hourly", "--pause")
    shown = capsys.readouterr().out

    ran = schedules.run_due(NOON + dt.timedelta(hours=2))

    assert ran == ["nightly"]
    assert "nightly: at 13:00 UTC, last never, next 2026-03-01 13:00" in shown
    assert "hourly: every 60 minutes, last never, paused" in shown


def test_a_mistyped_name_is_told():
    with pytest.raises(CommandError, match="nigthly"):
        call_command("schedule", "nigthly", "--pause")


def test_looking_asks_two_questions(django_assert_num_queries):
    schedules.rows()

    with django_assert_num_queries(2):
        schedules.run_due(NOON - dt.timedelta(days=999))


def test_what_went_with_its_part_of_the_site_is_left_alone():
    Schedule.objects.create(name="gone", every=dt.timedelta(1), next_run_at=NOON)

    assert schedules.run_due(NOON + dt.timedelta(days=1)) == []
