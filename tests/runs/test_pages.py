"""What people see of long work."""

import datetime as dt
import io
import json
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accord.record.events import emit
from accord.record.models import Log
from accord.record.numbering import number_all
from accord.record.registry import verb
from accord.runs.models import Job
from accord.runs.numbers import time_left
from tests.factories.contributions import ContributionFactory
from tests.factories.runs import JobFactory
from tests.factories.spaces import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    person = MembershipFactory(role="administrator").person
    client.force_login(person)
    return person


def running(person, **more):
    started = timezone.now() - dt.timedelta(minutes=6)
    return JobFactory(
        person=person, kind="log-file", started_at=started, total=1240, done=756, **more
    )


def test_the_page_says_how_far_it_is_and_that_one_can_leave(client, admin):
    job = running(admin)

    page = client.get(job.get_absolute_url()).content.decode()

    assert "756 of 1,240 lines" in page
    assert '<progress value="756" max="1240"' in page
    assert "about 4 minutes left" in page
    assert "You can leave this page." in page
    assert 'hx-trigger="every 5s"' in page
    assert f'href="{job.get_absolute_url()}">look again</a>' in page


def test_while_nothing_changes_the_page_is_not_sent_again(client, admin, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    job = running(admin)
    headers = {"HX-Request": "true"}
    client.get(job.get_absolute_url(), headers=headers)  # brings the form's cookie
    first = client.get(job.get_absolute_url(), headers=headers)
    headers["If-None-Match"] = first["ETag"]
    same = client.get(job.get_absolute_url(), headers=headers)
    Job.objects.update(done=800)
    other = client.get(job.get_absolute_url(), headers=headers)

    assert (first.status_code, same.status_code, other.status_code) == (200, 304, 200)
    assert first.content.decode().lstrip().startswith("<title>")
    assert '<div id="job"' in first.content.decode()
    assert b"800 of 1,240" in other.content


def test_the_tab_says_what_the_heading_says(client, admin):
    now = timezone.now()
    job = JobFactory(
        person=admin, finished_at=now, started_at=now, keep_until=now, result={"answers": 0}
    )

    whole = client.get(job.get_absolute_url()).content.decode()
    piece = client.get(job.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    heading = re.search(r"<h1[^>]*>(.*?)</h1>", whole)[1]
    tabs = [re.search(r"<title>(.*?)</title>", page)[1] for page in (whole, piece)]
    assert heading != job.title
    assert tabs == [f"{heading} – {job.space.as_space}"] * 2


def test_days_are_said_as_the_readers_language_says_them(client, admin, time_machine):
    day = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
    time_machine.move_to(day, tick=False)
    job = JobFactory(
        person=admin, finished_at=day, started_at=day, keep_until=day, result={"answers": 0}
    )

    page = client.get(job.get_absolute_url(), headers={"Accept-Language": "es"}).content.decode()

    assert f"1 de diciembre, {timezone.localtime(day):%H:%M}" in page


def test_a_page_of_what_has_ended_asks_no_more(client, admin):
    now = timezone.now()
    job = JobFactory(
        person=admin, finished_at=now, started_at=now, keep_until=now, result={"answers": 0}
    )

    page = client.get(job.get_absolute_url()).content.decode()

    assert "All counters were right" in page
    assert "hx-trigger" not in page


@pytest.mark.parametrize(
    ("done", "done_before", "left"),
    [
        (300, 0, "about 14 minutes left"),
        (300, 200, "about 42 minutes left"),  # after a restart only this attempt counts
        (999, 0, "less than a minute left"),
        (0, 0, ""),
    ],
)
def test_the_time_left_is_told_by_how_quick_it_was(done, done_before, left):
    now = timezone.now()
    job = Job(
        total=1000,
        done=done,
        done_before=done_before,
        started_at=now - dt.timedelta(minutes=6),
    )

    assert time_left(job, now) == left


def test_the_log_is_taken_home_by_the_buttons(client, admin):
    emit(verb("words.published"), ContributionFactory(), None)
    number_all(Log.objects.get())

    client.post(reverse("runs:start", args=["log-file"]))
    job = Job.objects.get()
    page = client.get(job.get_absolute_url()).content.decode()
    taken = client.get(reverse("runs:file", args=[job.key]))

    with zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content))) as archive:
        about = json.loads(archive.read("log-marenda/log.json"))
    assert job.finished_at is not None
    assert reverse("runs:file", args=[job.key]) in page
    assert about["size"] == 1


def test_an_empty_log_is_refused_in_words(client, admin):
    client.post(reverse("runs:start", args=["log-file"]))
    page = client.get(Job.objects.get().get_absolute_url()).content.decode()

    assert "Nothing stands in the public log yet." in page
    assert "Begin again" in page


def test_stopping_leads_back_to_the_page(client, admin):
    job = running(admin)

    answer = client.post(reverse("runs:cancellation", args=[job.key]), follow=True)

    assert "It stops at the next row." in answer.content.decode()


def test_your_work_tells_what_runs_and_how_it_ended(client, admin):
    running(admin)
    now = timezone.now()
    JobFactory(person=admin, failed_at=now, keep_until=now, failure={"wrong": "It broke."})

    page = client.get(reverse("spaces:work")).content.decode()

    assert "about 4 minutes left" in page
    assert "Stopped by a fault" in page


def test_a_page_in_spanish_speaks_spanish(client, admin):
    job = running(admin)

    page = client.get(job.get_absolute_url(), headers={"Accept-Language": "es"}).content.decode()

    assert "You can leave" not in page
    assert "756 de 1" in page


@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize("name", ["runs:list", "spaces:work"])
def test_lists_ask_as_often_for_one_job_as_for_many(client, admin, name, count, asked_of_pages):
    now = timezone.now()
    for _ in range(count):
        JobFactory(
            person=admin, finished_at=now, started_at=now, keep_until=now, result={"answers": 1}
        )
    client.get(reverse(name))

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name))

    assert len(queries) <= 15
    assert asked_of_pages.setdefault(name, len(queries)) == len(queries)


@pytest.fixture(scope="module")
def asked_of_pages():
    return {}


def test_the_list_goes_by_key(client, admin):
    now = timezone.now()
    for _ in range(25):
        JobFactory(
            person=admin, finished_at=now, started_at=now, keep_until=now, result={"answers": 1}
        )

    first = client.get(reverse("runs:list")).content.decode()
    before = first.partition('href="?before=')[2].partition('"')[0]
    older = client.get(reverse("runs:list"), {"before": before}).content.decode()

    assert [first.count("<h3>"), older.count("<h3>")] == [20, 5]
    assert "Newer" in older
