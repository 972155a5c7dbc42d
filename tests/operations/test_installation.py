"""The page of those who run the installation: what needs them, and what to do."""

import datetime as dt
import re
from html import unescape
from itertools import pairwise

import pytest
import time_machine
from django.core.cache import cache
from django.core.checks import Error
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from accord.operations import heartbeat
from accord.operations.faults import KEPT, MOST, FaultHandler
from accord.operations.findings import BACKUP_LATE, findings
from accord.operations.models import Backup, Fault
from accord.people import mail
from accord.record.models import Log, LogEntry
from tests.factories.spaces import MembershipFactory, SpaceFactory
from tests.operations.test_health import break_disk, break_migrations
from tests.operations.test_logs import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def well(settings, monkeypatch):
    settings.EMAIL_BACKEND = "accord.people.smtp.EmailBackend"
    monkeypatch.setattr("accord.operations.findings.run_checks", lambda **asked: [])
    heartbeat.beat()
    Backup.objects.create(size=1, version="0.1.0")


def wanting() -> list[str]:
    return [f"{row.level} {row.title}" for row in findings() if row.needs_somebody]


@task
def wait() -> None:
    """Of a queue that nobody takes up."""


def leave_a_job(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=6)):
        wait.enqueue()


def leave_an_entry():
    space = SpaceFactory()
    LogEntry.objects.create(
        log=Log.objects.create(space=space.subject),
        verb="x",
        subject=space.subject,
        at=timezone.now() - dt.timedelta(minutes=3),
        body="{}",
        digest="0" * 64,
        hash="0" * 64,
    )


def change(**times):
    return timezone.now() - dt.timedelta(**times)


def test_nothing_needs_anybody_while_all_is_well():
    assert wanting() == []
    assert len(findings()) == 8


def test_a_late_worker_and_one_never_seen_are_told_apart():
    cache.set(heartbeat.KEY, change(minutes=3).isoformat())
    late = wanting()
    cache.delete(heartbeat.KEY)

    assert late == ["bad The worker is late"]
    assert wanting() == ["bad No worker has been seen"]


def test_jobs_that_wait_too_long_are_said(settings):
    leave_a_job(settings)

    assert wanting() == ["warn Jobs wait too long"]


def test_a_job_planned_for_later_doesnt_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    wait.using(run_after=timezone.now() + dt.timedelta(hours=1)).enqueue()

    assert wanting() == []
    assert [row.title for row in findings() if row.title == "No job waits"]


@pytest.mark.tampers("an entry by hand, which waits for its number")
def test_a_log_that_stands_still_is_said():
    leave_an_entry()

    assert wanting() == ["bad The public log stands still"]


def test_letters_that_fail_are_said_until_one_goes_out():
    mail.note_failure(TimeoutError())
    failing = wanting()
    mail.forget_failure()

    assert failing == ["bad Letters don’t go out"]
    assert wanting() == []


def test_without_a_mail_server_it_is_said(settings):
    settings.EMAIL_BACKEND = "accord.people.outbox.OutboxBackend"

    assert wanting() == ["warn No mail server is set"]


def test_a_missing_and_an_old_backup_are_said():
    Backup.objects.update(at=timezone.now() - BACKUP_LATE - dt.timedelta(minutes=1))
    old = wanting()
    Backup.objects.all().delete()

    assert old == ["bad The backup is old"]
    assert wanting() == ["bad No backup is known"]


def test_a_full_disk_is_said(monkeypatch):
    break_disk(monkeypatch)

    assert wanting() == ["bad The disk is nearly full"]


def test_tables_that_are_behind_are_said(monkeypatch):
    break_migrations(monkeypatch)

    assert wanting() == ["bad The tables are behind the program"]


def test_what_the_check_of_the_settings_says_stands_there(monkeypatch):
    monkeypatch.undo()

    [row] = [row for row in findings() if row.command == "accord check --deploy"]

    assert row.needs_somebody
    assert any("(accord.W001)" in line for line in row.details)


@pytest.fixture
def operator() -> Client:
    space = SpaceFactory()
    person = MembershipFactory(space=space, role="administrator").person
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No backup is known"),
        ("es", "No se conoce ninguna copia"),
        ("fr", "Aucune sauvegarde n’est connue"),
    ],
)
def test_the_page_says_it_in_the_readers_language(operator, language, said):
    Backup.objects.all().delete()
    operator.cookies["language"] = language

    page = unescape(operator.get("/installation/").content.decode())

    assert said in page
    assert "accord backed-up --bytes N" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_often_however_many_errors_there_were(
    operator, count, django_assert_max_num_queries
):
    Fault.objects.bulk_create(Fault(logger="x", code=f"E-{n:04X}") for n in range(count))

    with django_assert_max_num_queries(12):
        page = operator.get("/installation/").content.decode()

    assert page.count('<bdi class="code">E-') == count


def test_an_error_is_found_by_the_code_that_somebody_says(operator):
    Fault.objects.create(logger="django.request", code="E-41F2", kind="ValueError")
    Fault.objects.create(logger="django.request", code="E-9C07", kind="KeyError")

    found = operator.get("/installation/?code=+e-41f2").content.decode()
    none = operator.get("/installation/?code=E-0000").content.decode()

    assert ("ValueError" in found, "KeyError" in found) == (True, False)
    assert "None of the last errors has the code E-0000" in none


def test_only_the_newest_errors_are_kept():
    handler = FaultHandler()
    Fault.objects.bulk_create(Fault(logger=str(n)) for n in range(KEPT))

    handler.emit(record(level=40, name="newest"))

    assert Fault.objects.count() == KEPT
    assert Fault.objects.latest("pk").logger == "newest"


def test_a_site_that_fails_at_every_click_doesnt_write_at_every_click():
    handler = FaultHandler()

    for _ in range(MOST + 20):
        handler.emit(record(level=40))

    assert Fault.objects.count() == MOST


def test_an_error_that_cant_be_kept_is_no_error(monkeypatch):
    monkeypatch.setattr("accord.operations.faults.keep", lambda given: 1 / 0)

    FaultHandler().emit(record(level=40))

    assert Fault.objects.count() == 0


def test_a_backup_is_noted_by_its_size_and_an_empty_one_refused(capsys):
    call_command("backed_up", "--bytes", "4711")

    with pytest.raises(CommandError, match="empty file is no backup"):
        call_command("backed_up", "--bytes", "0")

    assert [row.size for row in Backup.objects.order_by("pk")] == [1, 4711]
    assert "4711 bytes" in capsys.readouterr().out


def test_the_sentences_are_made_when_they_are_read():
    with translation.override("fr"):
        assert findings()[0].title == "Le service de fond est au travail"


def test_french_counts_sizes_in_one_way():
    Backup.objects.create(size=2_400_000_000, version="0.1.0")

    with translation.override("fr"):
        said = " ".join(row.facts for row in findings())

    assert "2,4 Go" in said
    assert re.findall(r"\d\s[KMGT]io", said) == []


def test_the_settings_of_a_demo_need_nobody(settings, monkeypatch):
    settings.DEMO = True
    remark = Error("The key is short.", id="security.E1")
    monkeypatch.setattr("accord.operations.findings.run_checks", lambda **asked: [remark])

    (found,) = [row for row in findings() if "settings" in row.title]

    assert (found.title, found.level) == ("The settings are those of a demo", "good")
    assert found.details == ("The key is short. (security.E1)",)


def test_no_heading_skips_a_level(client):
    Backup.objects.all().delete()
    person = MembershipFactory(role="administrator").person
    client.force_login(person)

    page = client.get(reverse("operations:installation")).content.decode()

    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
