"""Settings that every test shares: quick storage, quick hashing, no network, a known space."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed: a machine may be slow.
settings.register_profile("accord", deadline=None)
settings.load_profile("accord")

# What a machine may lack: the mark, what it needs, how to say it, and whether it is here.
NEEDS = {
    "journey": "browser",
    "race": "PostgreSQL",
    "redis": "Redis",
    "realdata": "real data",
}
TELLS = {
    "browser": "Chromium: install it, or name it in ACCORD_CHROMIUM",
    "PostgreSQL": "set DATABASE_URL",
    "Redis": "set REDIS_URL",
    "real data": "set ACCORD_REALDATA to the folder that holds ogp/",
}


def chromium() -> str | None:
    """The browser of the journeys: ACCORD_CHROMIUM, else the one on the path."""
    return shutil.which(os.environ.get("ACCORD_CHROMIUM", "chromium"))


def is_here(need: str) -> bool:
    if need == "browser":
        return chromium() is not None
    if need == "PostgreSQL":
        return os.environ.get("DATABASE_URL", "").startswith("postgres")
    if need == "Redis":
        return bool(os.environ.get("REDIS_URL"))
    folder = os.environ.get("ACCORD_REALDATA", "../shared/data")
    return (Path(folder) / "ogp").is_dir()


def pytest_collection_modifyitems(items):
    for item in items:
        for mark, need in NEEDS.items():
            if item.get_closest_marker(mark) and not is_here(need):
                item.add_marker(pytest.mark.skip(reason=f"{need}: {TELLS[need]}"))


def pytest_addoption(parser):
    kills = parser.getgroup("kills")
    kills.addoption("--kills", type=int, default=12, help="how often processes are killed")
    kills.addoption("--writes", type=int, default=200, help="how much is to be acknowledged")


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


WRITTEN = pytest.StashKey[list[object]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Notes what is written on the record by the test, or by what is set up for it."""
    from tests.record.holding import writing_watched

    with writing_watched() as item.stash[WRITTEN]:
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After each test that wrote on the record the whole log must hold; its rows are there yet."""
    result = yield
    if item.stash[WRITTEN]:
        from tests.record.holding import check_logs

        check_logs(item)
    return result


@pytest.fixture
def tell(record_property):
    """Lines for the end of the run: how much a test looked at, said even if all is well."""
    return lambda *lines: [record_property("told", line) for line in lines]


def pytest_terminal_summary(terminalreporter):
    """What tests told, and what this machine could not run, where the reader looks last."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for name, line in report.user_properties:
                    if name == "told":
                        terminalreporter.write_line(line)
    missing = [need for need in NEEDS.values() if not is_here(need)]
    for need in missing:
        terminalreporter.write_line(f"Left out, there is no {need} here ({TELLS[need]}).")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return chromium() or pytest.skip(TELLS["browser"])


@pytest.fixture(scope="session")
def static_root(tmp_path_factory):
    """An empty folder: WhiteNoise warns where there's none."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def quick_settings(settings, static_root):
    settings.STATIC_ROOT = static_root
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["testserver", ".localhost", "127.0.0.1"]
