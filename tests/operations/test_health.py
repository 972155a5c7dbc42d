"""Each check of readiness fails by itself, and says what is wrong."""

import datetime as dt
from shutil import _ntuple_diskusage

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accord.operations import health, heartbeat
from accord.people import mail

pytestmark = pytest.mark.django_db

SMTP = "accord.people.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def well(settings):
    """All is as it should be, until a test breaks it."""
    cache.clear()
    settings.EMAIL_BACKEND = SMTP
    heartbeat.beat()


def break_database(monkeypatch):
    def refuse(*given):
        raise OperationalError("connection to server at 10.1.2.3 failed")

    monkeypatch.setitem(health.CHECKS, "database", health.Check(refuse))


def break_migrations(monkeypatch):
    MigrationRecorder.Migration.objects.filter(app="record").delete()


def break_worker(monkeypatch):
    late = timezone.now() - heartbeat.LATE - dt.timedelta(seconds=1)
    cache.set(heartbeat.KEY, late.isoformat())


def break_disk(monkeypatch):
    full = _ntuple_diskusage(100_000_000_000, 99_600_000_000, 400_000_000)
    monkeypatch.setattr("accord.operations.machine.shutil.disk_usage", lambda folder: full)


def break_mail(monkeypatch):
    cache.set(mail.FAILURE, (timezone.now().isoformat(), "TimeoutError"))


BREAKS = {
    "migrations": break_migrations,
    "worker": break_worker,
    "disk": break_disk,
    "mail": break_mail,
}


def test_all_is_well(client):
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "checks": {name: {"ok": True} for name in health.CHECKS},
    }


@pytest.mark.parametrize("broken", BREAKS)
def test_each_check_fails_alone_and_says_why(client, monkeypatch, tell, broken):
    BREAKS[broken](monkeypatch)

    answer = client.get("/health/ready")

    told = answer.json()
    assert answer.status_code == 503
    assert told["status"] == "failing"
    assert [name for name, check in told["checks"].items() if not check["ok"]] == [broken]
    assert told["checks"][broken]["why"]
    tell(f"503 {told['checks'][broken]} of {broken}")


def test_without_the_database_what_stands_in_it_is_not_asked(client, monkeypatch):
    break_database(monkeypatch)

    answer = client.get("/health/ready")

    told = answer.json()["checks"]
    assert answer.status_code == 503
    assert told["database"] == {"ok": False, "why": "django.db.utils.OperationalError"}
    assert told["disk"] == {"ok": True}
    assert {told[name]["why"] for name in ("migrations", "worker", "mail")} == {
        "not known while the database doesn't answer"
    }


def test_a_worker_that_was_never_seen_is_missed(client):
    cache.delete(heartbeat.KEY)

    told = client.get("/health/ready").json()["checks"]

    assert told["worker"] == {"ok": False, "why": "none was ever seen"}


def test_without_a_mail_server_it_is_not_ready(client, settings):
    settings.EMAIL_BACKEND = "accord.people.outbox.OutboxBackend"

    told = client.get("/health/ready").json()["checks"]

    assert told["mail"] == {"ok": False, "why": "no mail server is set"}


def test_a_cache_that_fails_is_what_is_wrong(client, monkeypatch):
    class Away:
        def get(self, key):
            raise ConnectionError("redis://name:password@10.1.2.3")

    monkeypatch.setattr(heartbeat, "cache", Away())

    told = client.get("/health/ready").json()["checks"]

    assert told["worker"] == {"ok": False, "why": "ConnectionError"}


def test_tables_of_a_newer_version_are_no_fault(client):
    MigrationRecorder.Migration.objects.create(app="record", name="0999_of_tomorrow")

    assert client.get("/health/ready").status_code == 200


def test_a_failing_probe_is_no_error_in_the_log(client, monkeypatch, caplog):
    break_worker(monkeypatch)

    client.get("/health/ready")

    assert caplog.records == []
