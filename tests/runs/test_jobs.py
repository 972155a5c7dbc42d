"""A job is done once, all or nothing where that is promised, and says how it ended."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import IntegrityError, OperationalError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accord.errors import Conflict, NotAllowed
from accord.jobs import recounts, ticks
from accord.jobs.retention import forget_all
from accord.jobs.tasks import LONG
from accord.jobs.worker import Ending, Worker
from accord.operations.faults import described
from accord.people.actions import erase
from accord.runs import execution, job_kinds, results, work_in_hand
from accord.runs.actions import start_job, stop_job
from accord.runs.errors import BrokenRow, Cell
from accord.runs.job_kinds import JobKind, Outcome
from accord.runs.models import Job
from accord.ui.logs import LineFormatter
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.runs import JobFactory
from tests.factories.spaces import MembershipFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = list(range(1, 11))


@pytest.fixture(autouse=True)
def by_a_worker(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    monkeypatch.setattr(ticks, "_ticks", {})
    monkeypatch.setattr(work_in_hand, "SEEN_EVERY", 0.0)
    monkeypatch.setattr(job_kinds, "_kinds", dict(job_kinds._kinds))
    cache.clear()
    Ending.asked = False
    yield
    Ending.asked = False


def kind_that(function, **more):
    """A kind of job that anybody who runs the place may begin."""
    return job_kinds.register_job_kind(
        JobKind(
            key=more.pop("key", "try-out"),
            title=lambda data: "Trying out",
            heading="Try out",
            verb="Try",
            why="To see.",
            permission="spaces.run",
            function=function,
            progress=lambda done, total: f"{done} of {total} rows",
            while_running="",
            if_stopped="",
            outcome=lambda job: Outcome("It is done", ((job.found["count"], "rows"),)),
            **more,
        )
    )


def write(person) -> None:
    """Something that stays if it is committed: a session of this person."""
    person.consents.create(purpose=f"row {person.consents.count() + 1}", text_version="1")


@pytest.fixture
def secretary():
    return MembershipFactory(role="secretariat").person


def do_one() -> Job:
    Worker().do_one(LONG)
    return Job.objects.get()


def test_a_job_in_steps_is_done_and_told(secretary):
    kind = kind_that(lambda work: work.each(ROWS, lambda row: write(secretary)) or {"count": 10})
    start_job(viewer=viewer_of(secretary), kind=kind)

    job = do_one()

    assert job.finished_at is not None
    assert (job.done, job.total, job.result) == (10, 10, {"count": 10})
    assert secretary.consents.count() == 10


def test_steps_of_a_job_whose_worker_died_are_done_once(secretary, time_machine):
    died = []

    def die_once(row):
        if row == 4 and not died:
            died.append(row)
            raise SystemExit  # nothing is caught, and nothing is written any more
        write(secretary)

    kind = kind_that(lambda work: work.each(ROWS, die_once) or {"count": 10})
    start_job(viewer=viewer_of(secretary), kind=kind)
    with pytest.raises(SystemExit):
        Worker().do_one(LONG)
    at_death = Job.objects.get()
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=31), tick=False)
    worker = Worker()
    worker.round()
    worker.do_one(LONG)

    job = Job.objects.get()
    assert (at_death.done, at_death.finished_at) == (3, None)
    assert job.finished_at is not None
    assert job.attempts == 2
    assert secretary.consents.count() == 10


def all_rows(person, break_at=None):
    def take(work):
        work.expect(len(ROWS))
        for row in work.counted(ROWS):
            if row == break_at:
                cell = Cell(row, "text", "x" * 900, before=((row - 1, "fine"),))
                raise BrokenRow(cell, "The cell is too long.", "Look for two cells in one.")
            write(person)
        return {"count": len(ROWS)}

    return take


def test_a_job_that_is_whole_writes_all_of_it(secretary):
    start_job(viewer=viewer_of(secretary), kind=kind_that(all_rows(secretary), is_whole=True))

    job = do_one()

    assert (job.finished_at is not None, job.done) == (True, 10)
    assert secretary.consents.count() == 10


def test_a_broken_row_takes_all_back_and_is_named(secretary, client):
    kind = kind_that(all_rows(secretary, break_at=7), is_whole=True)
    start_job(viewer=viewer_of(secretary), kind=kind)

    job = do_one()

    client.force_login(secretary)
    page = client.get(job.get_absolute_url()).content.decode()
    assert secretary.consents.count() == 0
    assert job.failed_at is not None
    assert job.failure["cell"]["row"] == 7
    assert len(job.failure["cell"]["content"]) == 301
    assert "It stopped at row 7. Nothing is in." in " ".join(page.split())
    assert "Look for two cells in one." in page
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"  # nobody tries a bad row again


def test_what_may_pass_is_tried_again_and_our_fault_is_not(secretary):
    def locked(work):
        write(secretary)
        raise OperationalError("database is locked")

    start_job(viewer=viewer_of(secretary), kind=kind_that(locked, is_whole=True))

    job = do_one()

    assert job.failed_at is None
    assert job.next_attempt_at is not None
    assert DBTaskResult.objects.get().status == "READY"
    assert secretary.consents.count() == 0


def test_after_many_tries_it_is_given_up(secretary, time_machine):
    def locked(work):
        raise OperationalError("database is locked")

    start_job(viewer=viewer_of(secretary), kind=kind_that(locked))
    begin = timezone.now()
    for hour in range(12):
        time_machine.move_to(begin + dt.timedelta(hours=hour), tick=False)
        Worker().do_one(LONG)

    job = Job.objects.get()
    assert job.attempts == execution.MOST_ATTEMPTS
    assert job.failed_at is not None


def test_our_fault_is_told_with_a_code_that_the_log_has(secretary, client, caplog):
    start_job(viewer=viewer_of(secretary), kind=kind_that(lambda work: 1 / 0))

    job = do_one()

    client.force_login(secretary)
    page = client.get(job.get_absolute_url()).content.decode()
    assert job.failure["code"] in page
    assert described(caplog.records[-1])["code"] == job.failure["code"]
    assert f"error_code={job.failure['code']}" in LineFormatter().format(caplog.records[-1])
    assert "ZeroDivisionError" not in page


def test_it_is_stopped_between_two_rows_and_nothing_stays(secretary):
    def stop_at_four(work):
        for row in work.counted(ROWS):
            if row == 4:
                work.is_stopped = True  # as the worker's other thread reads it
            write(secretary)
        return {"count": 10}

    start_job(viewer=viewer_of(secretary), kind=kind_that(stop_at_four, is_whole=True))

    job = do_one()

    assert job.cancelled_at is not None
    assert secretary.consents.count() == 0


def test_a_stop_that_is_asked_for_is_seen_at_the_next_step(secretary):
    viewer = viewer_of(secretary)

    def step(row):
        write(secretary)
        if row == 3:
            stop_job(viewer=viewer, job=Job.objects.get())

    kind = kind_that(lambda work: work.each(ROWS, step) or {"count": 10})
    start_job(viewer=viewer, kind=kind)

    job = do_one()

    assert job.cancelled_at is not None
    assert secretary.consents.count() == job.done == 3


def test_a_job_that_waits_is_stopped_at_once(secretary):
    viewer = viewer_of(secretary)
    kind = kind_that(lambda work: work.each(ROWS, lambda row: write(secretary)))
    stop_job(viewer=viewer, job=start_job(viewer=viewer, kind=kind))

    job = do_one()

    assert job.cancelled_at is not None
    assert secretary.consents.count() == 0


def test_only_those_who_may_begin_a_job_may_stop_it(secretary):
    """Counting again is for all places: whoever asked for it in one of them may not any more."""
    job = JobFactory(person=secretary)

    with pytest.raises(NotAllowed):
        stop_job(viewer=viewer_of(secretary), job=job)


def test_a_job_that_waits_for_its_next_try_is_stopped_at_once(secretary):
    def away(work):
        raise OperationalError("the database is away")

    job = start_job(viewer=viewer_of(secretary), kind=kind_that(away))
    do_one()

    stop_job(viewer=viewer_of(secretary), job=job)

    job.refresh_from_db()
    assert (job.cancelled_at is None, job.next_attempt_at) == (False, None)


def test_a_job_whose_task_is_given_up_has_failed_too(secretary, monkeypatch, caplog):
    """Tries that end before the job counts them: the queue ends first, and says so."""
    begun = []

    def breaks_off(pk, viewer):
        begun.append(pk)
        raise OperationalError("the database is away")

    viewer, kind = viewer_of(secretary), kind_that(lambda work: None)
    job = start_job(viewer=viewer, kind=kind)
    monkeypatch.setattr(execution, "begin", breaks_off)
    worker = Worker()
    for _ in range(execution.TRIES):
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        worker.look_back_at = {}
        worker.do_one(LONG)

    job.refresh_from_db()
    assert len(begun) == execution.TRIES
    assert job.failed_at is not None
    assert job.failure["code"] in {described(record)["code"] for record in caplog.records}
    assert start_job(viewer=viewer, kind=kind).pk != job.pk


def test_a_worker_that_ends_hands_the_job_back_as_if_not_begun(secretary):
    def told_to_end(row):
        write(secretary)
        Ending.asked = row == 3

    kind = kind_that(lambda work: work.each(ROWS, told_to_end) or {"count": 10})
    start_job(viewer=viewer_of(secretary), kind=kind)

    job = do_one()

    assert (job.ended_at, job.attempts, job.done) == (None, 0, 3)
    assert DBTaskResult.objects.get().status == "READY"


def test_a_worker_that_has_lost_its_turn_leaves_nothing(secretary):
    def lose(work):
        write(secretary)
        if work.job.attempts == 1:  # another worker takes it up while this one sleeps
            execution.begin(work.job.pk, work.viewer)
        return {"count": 1}

    start_job(viewer=viewer_of(secretary), kind=kind_that(lose, is_whole=True))

    job = do_one()

    assert job.ended_at is None
    assert secretary.consents.count() == 0


def test_a_job_that_has_ended_is_not_begun_again(secretary):
    kind = kind_that(all_rows(secretary), is_whole=True)
    start_job(viewer=viewer_of(secretary), kind=kind)
    do_one()
    DBTaskResult.objects.update(status="READY")  # the worker died between job and task

    do_one()

    assert secretary.consents.count() == 10
    assert Job.objects.get().attempts == 1


def test_what_was_closed_meanwhile_says_so_and_is_not_done(secretary):
    def refuse(job, viewer):
        raise Conflict("The call closed on 12 March.")

    kind = kind_that(all_rows(secretary), refuse=refuse)
    start_job(viewer=viewer_of(secretary), kind=kind)

    job = do_one()

    assert job.failure == {"wrong": "The call closed on 12 March."}
    assert secretary.consents.count() == 0


def test_who_lost_the_right_meanwhile_gets_nothing_done(secretary):
    start_job(viewer=viewer_of(secretary), kind=kind_that(all_rows(secretary)))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    secretary.assignments.update(starts_on=yesterday, ends_on=yesterday)

    job = do_one()

    assert "can’t do this" in job.failure["wrong"]
    assert secretary.consents.count() == 0


def test_a_job_of_somebody_who_left_ends_and_says_so(secretary):
    start_job(viewer=viewer_of(secretary), kind=kind_that(all_rows(secretary)))
    erase(person=secretary)

    job = do_one()

    assert job.failure == {"wrong": "Whoever asked for this has left."}
    assert job.person is None


def test_pressed_twice_it_is_one_job(secretary):
    kind = kind_that(all_rows(secretary))
    viewer = viewer_of(secretary)

    first, second = start_job(viewer=viewer, kind=kind), start_job(viewer=viewer, kind=kind)

    assert first == second
    assert DBTaskResult.objects.count() == 1


def test_the_database_holds_one_of_a_kind_at_a_time():
    job = JobFactory()

    with pytest.raises(IntegrityError, match=r"job_one_at_a_time|UNIQUE"):
        JobFactory(space=job.space, kind=job.kind)


def test_who_may_not_begin_it_is_refused():
    kind = kind_that(lambda work: {})

    with pytest.raises(NotAllowed):
        start_job(viewer=viewer_of(PersonFactory()), kind=kind)


def test_how_far_it_is_is_seen_by_others_while_it_runs(secretary):
    seen = []

    def look(row):
        seen.append(Job.objects.values_list("done", "total").get())

    start_job(viewer=viewer_of(secretary), kind=kind_that(lambda work: work.each(ROWS, look) or {}))
    do_one()

    assert seen == [(n, 10) for n in range(10)]


def test_inside_a_transaction_the_workers_other_thread_tells_how_far_it_is(secretary):
    """Nothing is written on the job's own connection, where nobody would see it."""
    seen = []

    def take(work):
        work.expect(10)
        for row in work.counted(ROWS):
            told = (work.done, work.total, Job.objects.values_list("done", "total").get())
            seen.append(told if row else None)
        return {"count": 10}

    start_job(viewer=viewer_of(secretary), kind=kind_that(take, is_whole=True))
    do_one()

    assert seen == [(n, 10, (0, None)) for n in range(10)]


def test_counting_again_puts_right_what_was_wrong_and_says_how_much():
    admin = MembershipFactory(role="administrator").person
    idea = ContributionFactory()
    type(idea).objects.filter(pk=idea.pk).update(support_count=7)
    start_job(viewer=viewer_of(admin), kind=job_kinds.job_kind("recount"))

    job = do_one()

    idea.refresh_from_db()
    assert idea.support_count == 0
    assert set(job.result) == set(recounts.recounts())
    assert job.result["contributions"] >= 1
    assert "put right" in job.about.outcome(job).heading


def test_a_file_lasts_as_long_as_its_job(secretary, time_machine, client):
    kind = kind_that(
        lambda work: results.keep(work.job, [b"one ", b"two"]) or {"count": 2},
        file_name=lambda data: "both.txt",
    )
    start_job(viewer=viewer_of(secretary), kind=kind)
    job = do_one()
    client.force_login(secretary)
    taken = client.get(reverse("runs:file", args=[job.key]))
    body = b"".join(taken.streaming_content)
    taken.close()
    time_machine.move_to(timezone.now() + dt.timedelta(days=7, hours=1), tick=False)

    forget_all()

    assert body == b"one two"
    assert taken["Content-Disposition"] == 'attachment; filename="both.txt"'
    assert not Job.objects.exists()
    assert not results.storage().exists(job.file)


def test_a_file_that_no_job_has_goes_after_a_day(time_machine):
    results.storage().save("orphan", ContentFile(b"x"))
    forget_all()
    is_there_today = results.storage().exists("orphan")
    time_machine.move_to(timezone.now() + dt.timedelta(days=2), tick=False)
    forget_all()

    assert (is_there_today, results.storage().exists("orphan")) == (True, False)


def test_a_kind_has_one_owner():
    kind = kind_that(lambda work: {})

    with pytest.raises(ValueError, match="try-out"):
        job_kinds.register_job_kind(replace(kind))
