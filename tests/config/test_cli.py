import os
import subprocess
import sys

import pytest

from accord.config.cli import ACCORD, command_for, execute, words_for


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["verify"], ["verify"]),
        (["invite-admin", "a@b.org"], ["invite_admin", "a@b.org"]),
        (["import", "us-nap5", "data", "--json"], ["import_us_nap5", "data", "--json"]),
        (["export", "log", "out"], ["export_log", "out"]),
        (["demo", "seed"], ["demo_seed"]),
        (["showmigrations", "people"], ["showmigrations", "people"]),
    ],
)
def test_words_name_a_management_command(words, command):
    assert command_for(words) == command


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("import_us_nap5", "import us-nap5"),
        ("invite_admin", "invite-admin"),
        ("verify", "verify"),
    ],
)
def test_a_command_is_called_by_what_is_typed(name, words):
    assert words_for(name) == words


def test_a_command_of_two_words_calls_itself_by_both(capsys):
    with pytest.raises(SystemExit):
        execute(command_for(["export", "log", "--help"]))

    assert capsys.readouterr().out.startswith("usage: accord export log ")


def test_methods_never_load_django():
    program = (
        "import sys, types\n"
        "import accord.config.cli as cli\n"
        "fake = types.ModuleType('accord.interchange.methods_cli')\n"
        "fake.main = lambda words: print(words, 'django' in sys.modules)\n"
        "sys.modules['accord.interchange.methods_cli'] = fake\n"
        "sys.argv = ['accord', 'methods', 'ledger', 'x']\n"
        "cli.main()\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
    )

    assert ended.stdout == "['ledger', 'x'] False\n"


def test_a_shell_set_up_for_another_project_diverts_nothing(other_project, tmp_path):
    environment = {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "DJANGO_SETTINGS_MODULE": "other.settings",
        "ACCORD_DATA": str(tmp_path / "data"),
    }

    command = [*ACCORD, "diffsettings"]
    ended = subprocess.run(
        command, cwd=other_project, env=environment, capture_output=True, text=True
    )

    assert "ROOT_URLCONF = 'accord.config.urls'" in ended.stdout, ended.stderr
