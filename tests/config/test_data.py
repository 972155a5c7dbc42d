"""Which data a command works with: it says so, and makes none by chance."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from accord.config.cli import ACCORD, ASKS, MAKERS, NEED_NO_DATA, find_data, may_make_data

KEYS = {"ACCORD_SECRET_KEY": "s" * 60, "ACCORD_RECEIPT_KEY": "r" * 60}
NEED_DATA = [
    "verify --json",
    "invite-admin ana@example.org --space yourcity",
    "import us-nap5 plan --json",
    "dbshell",
]


@pytest.fixture
def accord(empty_folder):
    """Runs the command in an empty folder, in a shell that knows nothing of Accord."""

    def run(words: str, **settings: object) -> "subprocess.CompletedProcess[str]":
        environment = {name: str(value) for name, value in settings.items()}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        environment["PATH"] = os.environ["PATH"]
        command = [*ACCORD, *words.split()]
        return subprocess.run(
            command, cwd=empty_folder, env=environment, capture_output=True, text=True
        )

    return run


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("words", NEED_DATA)
def test_a_command_that_needs_data_makes_none(accord, empty_folder, words):
    ended = accord(words)

    assert files_in(empty_folder) == []
    assert ended.returncode == 2
    assert ended.stdout == ""
    place, lack, *rest = ended.stderr.splitlines()
    data = empty_folder / "data"
    assert place == f"Database: SQLite {data}/accord.sqlite3. Data folder: {data}"
    assert lack.startswith("There is no ")
    assert lack.endswith("Nothing was written.")
    assert rest[0].startswith("Say which data you mean: set ACCORD_DATA to its folder")


@pytest.fixture
def no_data(settings, empty_folder):
    settings.DATA = empty_folder / "data"
    settings.SQLITE_FILE = settings.DATA / "accord.sqlite3"
    settings.KEPT_KEYS = {"secret_key": "s" * 60, "receipt_key": "r" * 60}
    return empty_folder


def test_of_all_commands_only_these_go_on_without_data(no_data, settings):
    def goes_on(name: str) -> bool:
        try:
            find_data([name])
        except SystemExit:
            return False
        return True

    settings.DATABASES["default"] = dict(settings.DATABASES["default"])
    others = sorted(get_commands().keys() - MAKERS)

    assert {name for name in others if goes_on(name)} == NEED_NO_DATA - {"help"}
    assert files_in(no_data) == []


@pytest.mark.parametrize("words", ["migrate --check", "migrate --plan app", "serve --help"])
def test_a_look_or_a_question_makes_no_data(no_data, words):
    assert not may_make_data(words.split()) or ASKS.intersection(words.split())


def test_serve_makes_no_data_in_production(no_data, settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(SystemExit):
        find_data(["serve"])

    assert files_in(no_data) == []


@pytest.mark.parametrize("words", ["help", "--version", "check", "makemigrations --check"])
def test_a_command_that_needs_no_data_runs_and_makes_none(accord, empty_folder, words):
    ended = accord(words)

    assert ended.returncode == 0, ended.stderr
    assert "Warning" not in ended.stderr
    assert files_in(empty_folder) == []


def test_an_unknown_command_makes_no_data(accord, empty_folder):
    ended = accord("demon seed")

    assert "Unknown command: 'demon'" in ended.stderr
    assert files_in(empty_folder) == []


@pytest.mark.parametrize("words", ["demo seed", "demo load --seconds 1", "demo seed --help"])
def test_the_demo_says_which_setting_it_needs(accord, empty_folder, words):
    ended = accord(words)

    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith("There is no demo here: set ACCORD_DEMO=1")
    assert files_in(empty_folder) == []


MISTYPED = [
    "serve --bogus",
    "serve --only",
    "serve --only nobody",
    "migrate --bogus",
    "migrate nosuchapp",
    "migrate contributions 9999",
    "demo seed --bogus",
    "export log -- --help",
]


@pytest.mark.parametrize("words", MISTYPED)
def test_a_mistyped_command_makes_no_data(accord, empty_folder, words):
    ended = accord(words, ACCORD_DEMO="1")

    assert ended.returncode == 2, ended.stderr
    assert files_in(empty_folder) == []


def test_a_mistyped_database_is_refused(accord, empty_folder):
    ended = accord("verify", DATABASE_URL="sqlite:////nowhere/accord.sqlite3", **KEYS)

    assert ended.returncode == 2
    assert ended.stderr.splitlines()[1] == (
        "There is no such data: /nowhere/accord.sqlite3 is missing. Nothing was written."
    )
    assert files_in(empty_folder) == []


def test_all_that_is_missing_is_named_in_a_sentence(no_data, capsys):
    (no_data / "data").mkdir()
    (no_data / "data/secret_key").write_text("s" * 60)
    several = lacking(capsys)
    (no_data / "data/receipt_key").write_text("r" * 60)
    one = lacking(capsys)

    folder = no_data / "data"
    assert several.endswith(
        f"{folder}/accord.sqlite3, {folder}/receipt_key are missing. Nothing was written."
    )
    assert one.endswith(f"such data: {folder}/accord.sqlite3 is missing. Nothing was written.")


def lacking(capsys) -> str:
    with pytest.raises(SystemExit):
        find_data(["verify"])
    return capsys.readouterr().err.splitlines()[1]


def test_migrate_makes_data_that_others_then_find(accord, empty_folder):
    made = accord("migrate --verbosity 0")
    found = accord("verify --json")
    collected = accord("collectstatic --noinput --verbosity 0")

    assert [made.returncode, found.returncode, collected.returncode] == [0, 0, 0], made.stderr
    assert found.stdout == "[]\n"
    assert found.stderr == made.stderr
    assert set(files_in(empty_folder)) > {
        "data/accord.sqlite3",
        "data/receipt_key",
        "data/secret_key",
        "data/static",
    }
    with sqlite3.connect(empty_folder / "data/accord.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM accord_cache").fetchone() == (0,)


def test_keys_are_readable_by_their_owner_alone_differ_and_stay(no_data):
    keys = [no_data / "data" / name for name in ("secret_key", "receipt_key")]

    find_data(["migrate"])
    first = [key.read_text() for key in keys]
    find_data(["migrate"])

    assert [stat.S_IMODE(key.stat().st_mode) for key in keys] == [0o600, 0o600]
    assert [key.read_text() for key in keys] == first
    assert first[0] != first[1]


def test_the_first_of_two_starts_gives_the_keys(no_data, settings):
    find_data(["migrate"])
    settings.KEPT_KEYS = {"secret_key": "a" * 60, "receipt_key": "b" * 60}

    find_data(["migrate"])

    assert [settings.SECRET_KEY, settings.RECEIPT_KEY] == ["s" * 60, "r" * 60]


def test_an_old_database_gets_no_new_receipt_key(no_data, settings, capsys):
    find_data(["migrate"])
    settings.SQLITE_FILE.write_text("an old database")
    (settings.DATA / "receipt_key").unlink()

    with pytest.raises(SystemExit):
        find_data(["migrate"])

    assert "Put it back from a backup" in capsys.readouterr().err
    assert not (settings.DATA / "receipt_key").exists()


def test_passwords_are_never_said(accord, empty_folder):
    url = "postgres://accord:s3cr%23t@127.0.0.1:1/actions?sslmode=disable"

    ended = accord("check", DATABASE_URL=url, **KEYS)

    assert ended.stderr == (
        f"Database: PostgreSQL actions on 127.0.0.1:1. Data folder: {empty_folder}/data\n"
    )


@pytest.mark.parametrize("password", ["12/4q", "pa?4q", "12/3@4q"])
def test_an_address_that_cannot_be_read_is_not_repeated(accord, password):
    ended = accord("verify", DATABASE_URL=f"postgres://accord:{password}@127.0.0.1:1/actions")

    assert ended.returncode == 2
    assert "\n- DATABASE_URL can't be read." in ended.stderr
    assert "4q" not in ended.stderr


def test_reading_the_settings_writes_nothing(empty_folder):
    environment = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    program = "import accord.config.settings"

    subprocess.run([sys.executable, "-c", program], cwd=empty_folder, env=environment, check=True)

    assert files_in(empty_folder) == []


def test_a_server_of_another_make_refuses_to_begin_without_data(empty_folder):
    environment = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

    ended = subprocess.run(
        [sys.executable, "-c", "import accord.config.wsgi"],
        cwd=empty_folder,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert "There is no such data" in ended.stderr
    assert files_in(empty_folder) == []
