"""Settings that every test shares: quick storage, quick hashing, no network, a known space."""

import gc
import os
import shutil
import socket
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# Hundreds of processes begin in these tests: what one has compiled is there for the next.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# The matrices here are small: several threads for one would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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

BROWSERS = ("chromium-headless-shell", "chromium")
# They walk the pages of the access matrix once more and look at words: the same questions.
SAME_PAGES_AGAIN = {"test_what_is_not_shown.py"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def chromium() -> str | None:
    """The browser of the journeys: ACCORD_CHROMIUM, else one on the path.

    The one without a window needs half the processor for the same pages.
    """
    names = [os.environ["ACCORD_CHROMIUM"]] if "ACCORD_CHROMIUM" in os.environ else BROWSERS
    return next(filter(None, map(shutil.which, names)), None)


def is_here(need: str) -> bool:
    if need == "browser":
        return chromium() is not None
    if need == "PostgreSQL":
        return os.environ.get("DATABASE_URL", "").startswith("postgres")
    if need == "Redis":
        return bool(os.environ.get("REDIS_URL"))
    folder = os.environ.get("ACCORD_REALDATA", "../shared/data")
    return (Path(folder) / "ogp").is_dir()


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="what a second database can change: tests that use the database; the access matrix"
        " with two roles for each route (`make check` on PostgreSQL; `make check-all` runs all)",
    )
    parser.addoption(
        "--two-roles",
        action="store_true",
        help="the access matrix with two roles a route, as `make test` does; `make check` has all",
    )
    kills = parser.getgroup("kills")
    kills.addoption("--kills", type=int, default=12, help="how often processes are killed")
    kills.addoption("--writes", type=int, default=200, help="how much is to be acknowledged")


@pytest.fixture(scope="session")
def only_database(pytestconfig):
    return pytestconfig.getoption("only_database")


@pytest.fixture(scope="session")
def only_two_roles(pytestconfig):
    return pytestconfig.getoption("only_database") or pytestconfig.getoption("two_roles")


def uses_database(item):
    marks = ("django_db", "race", "redis")
    return any(item.get_closest_marker(mark) for mark in marks) or not DATABASE_FIXTURES.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def can_differ(item):
    """Whether a second database could answer otherwise than the first."""
    return uses_database(item) and item.path.name not in SAME_PAGES_AGAIN


def pytest_collection_modifyitems(config, items):
    if config.getoption("only_database"):
        config.hook.pytest_deselected(items=[item for item in items if not can_differ(item)])
        items[:] = [item for item in items if can_differ(item)]
    for item in items:
        for mark, need in NEEDS.items():
            if item.get_closest_marker(mark) and not is_here(need):
                item.add_marker(pytest.mark.skip(reason=f"{need}: {TELLS[need]}"))


def pytest_collection_finish():
    """What is loaded by now stays: the collector needn't look at it again, nor so often."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


WRITTEN = pytest.StashKey[list[object]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Notes what is written on the record by the test, or by what is set up for it."""
    from tests.record.log_check import writing_watched

    with writing_watched() as item.stash[WRITTEN]:
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After each test that wrote on the record the whole log must hold; its rows are there yet.

    And no action in it has written a thing without an event.
    """
    from tests.record.event_guard import actions_watched

    if not uses_database(item) or item.get_closest_marker("race"):
        result = yield  # threads of a race begin their actions at once, on connections of their own
    else:
        with actions_watched() as watch:
            result = yield
        if watch.silent:
            pytest.fail("\n".join(watch.silent), pytrace=False)
    if item.stash[WRITTEN]:
        from tests.record.log_check import check_logs

        check_logs(item)
    return result


@pytest.fixture(scope="module", autouse=True)
def room_for_others(django_db_blocker):
    """Torn down last of a module's fixtures, so that no transaction of theirs is open."""
    yield
    from tests.explaining import clear_away

    with django_db_blocker.unblock():
        clear_away()


@pytest.fixture
def tell(record_property):
    """Lines for the end of the run: how much a test looked at, said even if all is well."""
    return lambda *lines: [record_property("told", line) for line in lines]


@pytest.fixture
def count(record_property):
    """How much of something this test looked at; the end of the run says the sum of all tests."""
    return lambda what, number: record_property("counted", (what, number))


def told_by(terminalreporter, wanted):
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                yield from (value for name, value in report.user_properties if name == wanted)


def pytest_terminal_summary(terminalreporter):
    """What tests told, and what this machine could not run, where the reader looks last."""
    for line in told_by(terminalreporter, "told"):
        terminalreporter.write_line(line)
    sums = Counter()
    for what, number in told_by(terminalreporter, "counted"):
        sums[what] += number
    for what, number in sums.items():
        terminalreporter.write_line(f"{number} {what}")
    missing = [need for need in NEEDS.values() if not is_here(need)]
    for need in missing:
        terminalreporter.write_line(f"Left out, there is no {need} here ({TELLS[need]}).")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Before the test database is made: in memory, it begins as a copy of one with all tables."""
    from django.db import connection

    from tests.tables import copy_into_memory

    if connection.vendor == "sqlite":
        copy_into_memory(connection)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return chromium() or pytest.skip(TELLS["browser"])


@pytest.fixture(scope="session")
def static_root(tmp_path_factory):
    """An empty folder: WhiteNoise warns where there's none."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(scope="session", autouse=True)
def files_root(tmp_path_factory):
    """Where files of people lie in tests: the same name means the same bytes in all of them."""
    from django.conf import settings
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("files")
    store = {
        "BACKEND": "accord.files.storage.FolderStorage",
        "OPTIONS": {"location": folder},
    }
    with override_settings(STORAGES={**settings.STORAGES, "files": store}):
        yield folder


@pytest.fixture(autouse=True)
def quick_settings(settings, static_root):
    settings.STATIC_ROOT = static_root
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        "results": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["testserver", ".localhost", "127.0.0.1"]
