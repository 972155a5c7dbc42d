"""`accord check --deploy` names each missing or unsafe setting."""

import re
import shlex

import pytest
from django.core.checks import run_checks

from tests.config.conftest import ROOT
from tests.config.test_settings import ALL_FAULTS, GOOD, WORST, command

WELL_SET = {
    **GOOD,
    "ACCORD_HOSTS": "accord.marenda.test",
    "ACCORD_ORIGIN": "https://accord.marenda.test",
    "DATABASE_URL": "postgres://accord@127.0.0.1:1/accord",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ACCORD_EMAIL_URL": "smtp+tls://accord:secret@mail.marenda.test:587",
    "ACCORD_EMAIL_FROM": "Accord <accord@marenda.test>",
    "ACCORD_BEHIND_PROXY": "1",
    "ACCORD_WEB_PROCESSES": "4",
}


def test_nothing_is_said_of_an_installation_that_is_well_set(tmp_path):
    ended = command(tmp_path, "check --deploy", **WELL_SET)

    assert ended.stdout == "System check identified no issues (2 silenced).\n", ended.stderr
    assert ended.returncode == 0


def test_all_that_is_wrong_is_named_at_once(tmp_path):
    ended = command(tmp_path, "check --deploy", **WORST)

    assert ended.returncode == 1
    named = re.findall(r"\((accord\.\w+)\) (.*)", ended.stderr)
    faults = [text for name, text in named if name == "accord.E001"]
    assert sorted(faults) == sorted(ALL_FAULTS)
    assert sorted({name for name, _ in named}) == [
        "accord.E001",
        "accord.E005",
        "accord.E008",
        "accord.E009",
        "accord.W003",
    ]


def test_the_faults_are_named_without_deploy_too(tmp_path):
    ended = command(tmp_path, "check", **WORST)

    assert ended.returncode == 1
    assert "ACCORD_HOSTS must name the hosts" in ended.stderr


def sample() -> dict[str, str]:
    """The settings of docs/operate/environment.example, with keys."""
    lines = shlex.split((ROOT / "docs/operate/environment.example").read_text(), comments=True)
    settings = dict(line.split("=", 1) for line in lines)
    return settings | {name: GOOD[name] for name in settings if name.endswith("_KEY")}


def test_what_is_left_of_the_sample_is_named(tmp_path):
    ended = command(tmp_path, "check --deploy", **sample() | {"ACCORD_DATA": str(tmp_path)})

    assert ended.returncode == 1
    assert re.findall(r"\(accord\.(\w+)\) (\w+)", ended.stderr) == [
        ("E010", "ACCORD_EMAIL_FROM"),
        ("E010", "ACCORD_EMAIL_URL"),
        ("E010", "ACCORD_HOSTS"),
        ("E010", "ACCORD_ORIGIN"),
    ]


def test_a_small_installation_by_the_page_has_two_warnings_as_it_says(tmp_path):
    settings = {
        name: value.replace("example.org", "marenda.test").replace("name:password", "accord:secret")
        for name, value in sample().items()
        if name not in {"DATABASE_URL", "REDIS_URL"}
    }

    ended = command(tmp_path, "check --deploy", **settings | {"ACCORD_DATA": str(tmp_path)})

    assert ended.returncode == 0
    assert re.findall(r"\((accord\.\w+)\)", ended.stderr) == ["accord.W002", "accord.W003"]
    assert "two warnings stay" in (ROOT / "docs/operate/install.md").read_text()


@pytest.fixture
def well_set(settings, tmp_path):
    settings.IS_PRODUCTION = True
    settings.SQLITE_FILE = None
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Accord <accord@marenda.test>"
    settings.ORIGIN = "https://accord.marenda.test"
    settings.ALLOWED_HOSTS = ["accord.marenda.test"]
    settings.IS_BEHIND_PROXY = True
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    settings.EMAIL_HOST = "mail.marenda.test"
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "accord", "secret"
    return settings


def named() -> list[str]:
    """What our own checks find; Django's are looked at above, in a process of its own."""
    found = run_checks(include_deployment_checks=True, tags=["security"])
    return [f"{message.id} {message.msg.split()[0]}" for message in found if "accord" in message.id]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({}, []),
        ({"IS_PRODUCTION": False}, ["accord.W001 ACCORD_PRODUCTION"]),
        ({"SQLITE_FILE": "accord.sqlite3"}, ["accord.W002 DATABASE_URL"]),
        ({"EMAIL_BACKEND": "accord.people.outbox.OutboxBackend"}, ["accord.E005 ACCORD_EMAIL_URL"]),
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
            ["accord.E005 ACCORD_EMAIL_URL"],
        ),
        ({"DEFAULT_FROM_EMAIL": "Accord <a@localhost>"}, ["accord.E006 ACCORD_EMAIL_FROM"]),
        ({"ALLOWED_HOSTS": ["other.marenda.test"]}, ["accord.E008 ACCORD_HOSTS"]),
        ({"ALLOWED_HOSTS": [".marenda.test"]}, []),
        ({"EMAIL_HOST": "mail.example.org"}, ["accord.E010 ACCORD_EMAIL_URL"]),
        ({"EMAIL_HOST": "mail.city.example"}, ["accord.E010 ACCORD_EMAIL_URL"]),
        ({"EMAIL_HOST": "mail.myexample.org"}, []),
        (
            {"EMAIL_HOST_USER": "name", "EMAIL_HOST_PASSWORD": "password"},
            ["accord.E010 ACCORD_EMAIL_URL"],
        ),
        (
            {"ALLOWED_HOSTS": ["accord.marenda.test", ".example.org"]},
            ["accord.E010 ACCORD_HOSTS"],
        ),
        (
            {"DEFAULT_FROM_EMAIL": "Accord <accord@example.org>"},
            ["accord.E010 ACCORD_EMAIL_FROM"],
        ),
        ({"IS_BEHIND_PROXY": False}, ["accord.E009 ACCORD_BEHIND_PROXY"]),
        ({"REDIS_URL": "", "WEB_PROCESSES": 2}, ["accord.W003 REDIS_URL"]),
        ({"REDIS_URL": "", "WEB_PROCESSES": 1}, []),
        (
            {
                "IS_PRODUCTION": False,
                "DEBUG": True,
                "DEMO": True,
                "WEAK_KEYS": ["ACCORD_SECRET_KEY"],
                "ORIGIN": "http://accord.marenda.test",
            },
            [
                "accord.E002 ACCORD_DEBUG",
                "accord.E003 ACCORD_DEMO",
                "accord.E004 ACCORD_SECRET_KEY",
                "accord.E007 ACCORD_ORIGIN",
                "accord.W001 ACCORD_PRODUCTION",
            ],
        ),
    ],
)
def test_each_setting_is_named_that_is_missing_or_unsafe(well_set, change, names):
    for name, value in change.items():
        setattr(well_set, name, value)

    assert sorted(named()) == names
