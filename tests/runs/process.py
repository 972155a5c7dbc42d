"""A worker that is a process of its own, with work to die in; and what stands there afterwards.

python -m tests.runs.process make               a place and its administrator
python -m tests.runs.process begin KIND         queues a job of this kind
python -m tests.runs.process queue COUNT        queues so many short tasks
python -m tests.runs.process work               a worker, until it is told to end
python -m tests.runs.process drain              a worker, until nothing waits; how many it did
python -m tests.runs.process read               prints the job and what it wrote, as JSON
"""

import json
import sys
import time

import django

ROWS = 100
EACH = 0.03


def register():
    from accord.runs.job_kinds import JobKind, Outcome, register_job_kind

    for key, function in (("steps", in_steps), ("whole", in_whole)):
        register_job_kind(
            JobKind(
                key=key,
                title=lambda data: "Slow rows",
                heading="Slow rows",
                verb="Begin",
                why="To die in.",
                permission="spaces.run",
                function=function,
                progress=lambda done, total: f"{done} of {total} rows",
                while_running="",
                if_stopped="",
                outcome=lambda job: Outcome("All rows are in"),
                is_whole=key == "whole",
            )
        )


def write(row):
    from accord.people.models import Letter

    time.sleep(EACH)
    Letter.objects.create(to=f"row {row}", subject="", body="")


def in_steps(work):
    work.each(range(ROWS), write)
    return {}


def in_whole(work):
    work.expect(ROWS)
    for row in work.counted(range(ROWS)):
        write(row)
    return {}


def make():
    from tests.factories.spaces import MembershipFactory

    MembershipFactory(role="administrator")


def begin(kind):
    from accord.people.models import Person
    from accord.runs.actions import start_job
    from accord.runs.job_kinds import job_kind
    from tests.factories.viewers import viewer_of

    start_job(viewer=viewer_of(Person.objects.get()), kind=job_kind(kind))


def queue(count):
    from django.db import transaction

    from accord.jobs.tasks import later
    from tests.runs.short import write_down

    with transaction.atomic():
        for number in range(int(count)):
            later(write_down, number=number)


def work():
    from accord.jobs.worker import Worker

    worker = Worker(interval=0.05)
    worker.configure_signals()
    worker.run()


def drain():
    from accord.jobs.worker import Worker

    worker, done = Worker(), 0
    began = time.monotonic()
    while worker.round():
        done += 1
    print(json.dumps({"done": done, "seconds": round(time.monotonic() - began, 2)}))


def read():
    from django_tasks_db.models import DBTaskResult

    from accord.jobs.models import Lease
    from accord.people.models import Letter
    from accord.runs.models import Job

    fields = ("done", "total", "attempts", "finished_at", "failed_at", "failure")
    job = Job.objects.values(*fields).first() or {}
    found = {
        "job": {name: job[name] and str(job[name]) for name in job},
        "written": list(Letter.objects.order_by("pk").values_list("to", flat=True)),
        "ended": DBTaskResult.objects.filter(status="SUCCESSFUL").count(),
        "leases": Lease.objects.count(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    register()
    commands = {
        "make": make,
        "begin": begin,
        "queue": queue,
        "work": work,
        "drain": drain,
        "read": read,
    }
    commands[sys.argv[1]](*sys.argv[2:])
